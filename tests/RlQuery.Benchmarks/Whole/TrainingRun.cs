using System.Globalization;
using System.Text.Json.Nodes;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Benchmarks.Whole;

/// <summary>Deep Q-learning in the quickstart's environment with pools of 100: data, compilation, validation, checkpoints and all.</summary>
internal static class TrainingRun
{
    /// <summary>Verb of the process that trains.</summary>
    public const string Verb = "train-once";

    /// <summary>Trains in a process of its own, on every processor.</summary>
    public static WholeCost Measure(int steps) => OwnProcess.Run(Verb, steps.ToString(CultureInfo.InvariantCulture));

    /// <summary>Trains in this process.</summary>
    public static void Execute(int steps)
    {
        string folder = Directory.CreateTempSubdirectory("rlquery-train-").FullName;
        try
        {
            JsonNode definition = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "quickstart.json")))!;
            definition["split"]!["poolCap"] = 100;
            string file = Path.Combine(folder, "quickstart.json");
            File.WriteAllText(file, definition.ToJsonString());
            var options = new TrainerOptions { Out = Path.Combine(folder, "policy"), Seed = 1, Steps = steps, Device = TorchRuntime.Initialize("cpu") };
            Directory.CreateDirectory(options.Out);
            TrainingResult result = new Trainer(LoadedEnvironment.Read(file, Known.Parts, new MixedTableFeaturizer()), "dqn", options, []).Run(
                CancellationToken.None);
            result.Write(options.Out);
            OwnProcess.Report(result.Steps, ProcessorTime.Now);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
