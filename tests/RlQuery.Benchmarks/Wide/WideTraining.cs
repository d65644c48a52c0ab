using System.Globalization;
using System.Text.Json.Nodes;
using RlQuery.Benchmarks.Whole;
using RlQuery.Core.Data;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Benchmarks.Wide;

/// <summary>Training in the environment of the general policy, on pools that resemble embedded texts.</summary>
internal static class WideTraining
{
    /// <summary>Verb of the process that trains.</summary>
    public const string Verb = "train-wide-once";

    /// <summary>Trains in a process of its own, on every processor.</summary>
    public static WholeCost Measure(string agent, int steps) => OwnProcess.Run(Verb, agent, steps.ToString(CultureInfo.InvariantCulture));

    /// <summary>Trains in this process.</summary>
    public static void Execute(string agent, int steps)
    {
        string folder = Directory.CreateTempSubdirectory("rlquery-wide-").FullName;
        try
        {
            Write(Path.Combine(folder, "wide.csv"), WideData.Table(2 * WideData.Pool, WideData.Features, classes: 2, seed: 1));
            JsonNode definition = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "general.json")))!;
            definition["training"] = new JsonObject { ["data"] = new JsonArray("wide.csv") };
            definition["agents"]![agent]!["validateEvery"] = 0;
            string file = Path.Combine(folder, "wide.json");
            File.WriteAllText(file, definition.ToJsonString());
            var options = new TrainerOptions { Out = Path.Combine(folder, "policy"), Seed = 1, Steps = steps, Device = TorchRuntime.Initialize("cpu") };
            Directory.CreateDirectory(options.Out);
            TrainingResult result = new Trainer(LoadedEnvironment.Read(file, Known.Parts, new MixedTableFeaturizer()), agent, options, []).Run(
                CancellationToken.None);
            result.Write(options.Out);
            OwnProcess.Report(result.Steps, ProcessorTime.Now);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string file, Dataset data)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine($"{string.Join(',', Enumerable.Range(0, WideData.Features).Select(j => $"e{j}"))},label");
        for (int i = 0; i < data.Rows; i++)
        {
            foreach (float value in data.Row(i))
            {
                writer.Write(value.ToString(CultureInfo.InvariantCulture));
                writer.Write(',');
            }
            writer.WriteLine($"c{data.Labels[i]}");
        }
    }
}
