using Microsoft.ML.OnnxRuntime;
using RlQuery.Core;
using RlQuery.Embeddings.Models;

namespace RlQuery.Embeddings;

/// <summary>A model of images that comes as files of a package.</summary>
internal static class PackagedImages
{
    private const int Side = 224;

    // As the package lays them beside the program.
    private const string Folder = "DnnImageModels";

    /// <summary>ResNet18 (He and others 2016, "Deep Residual Learning"), trained on ImageNet; its last layer before the classes.</summary>
    public static ImageEncoder ResNet18 { get; } = new(new ImageSource(
        "resnet18", "images by ResNet18, trained on ImageNet: 512 numbers, the mean over the picture of its last layer", "resnet18 0.23.1 crop", Load)
    {
        Dimensions = 512,
    });

    /// <summary>Loads the model of <see cref="ResNet18"/> so that inner layers can be asked for.</summary>
    /// <param name="inner">Names of values inside the model, in the order of the file.</param>
    /// <exception cref="InvalidInputException">A file is not there, or no such value.</exception>
    public static (OnnxModel Model, ImageModelSettings Settings) LoadResNet18(params IReadOnlyList<string> inner)
    {
        OnnxModel mean = Open("ResNetPrepOnnx", "ResNetPreprocess.onnx");
        return (Open("ResNet18Onnx", "ResNet18.onnx", inner), new ImageModelSettings(Side, Side, values => Subtract(mean, values)));
    }

    private static ImageModel Load()
    {
        (OnnxModel model, ImageModelSettings settings) = LoadResNet18();
        return new ImageModel(model, settings);
    }

    // The model's own preparation: blue before green before red, less the mean picture.
    private static void Subtract(OnnxModel mean, float[] values)
    {
        using var value = OrtValue.CreateTensorValueFromMemory((float[])[.. values], [1, 3, Side, Side]);
        mean.Run(
            new Dictionary<string, OrtValue> { [mean.Inputs.Keys.Single()] = value }, mean.Outputs.Keys.Single(), (numbers, _) => numbers.CopyTo(values));
    }

    private static OnnxModel Open(string folder, string file, params IReadOnlyList<string> inner)
    {
        string path = Path.Combine(AppContext.BaseDirectory, Folder, folder, file);
        return File.Exists(path) ? OnnxModel.Load(file, InnerOutputs.Add(File.ReadAllBytes(path), inner))
            : throw new InvalidInputException($"{path}: no such file; the package Microsoft.ML.DnnImageFeaturizer.ResNet18 brings it beside the program");
    }
}
