"""The paper's experiments: data folders of open sets, and what is measured on them."""
