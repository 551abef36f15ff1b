"""Session models: what comes next in an anonymous session. Training needs torch; all else is NumPy and onnxruntime.

`sessions` reads data folders, `neighbours` are the models that need no training, `nets` the five that do, `training`
fits them, `exporting` writes them for the server, `scoring` serves them, `evaluating` measures all alike. The modules
nets, losses, training, tuning, exporting and __main__ import torch and are imported by nothing that serves.
"""
