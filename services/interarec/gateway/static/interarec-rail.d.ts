export * from "./types/rail/index.js";
