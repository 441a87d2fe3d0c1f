"""Response models: features, training, ONNX files, scoring and evaluation."""
