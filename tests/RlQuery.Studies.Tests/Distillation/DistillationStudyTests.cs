using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Onnx;
using RlQuery.Core.Tests.Policies;
using RlQuery.Studies.Distillation;
using RlQuery.Studies.Tests.Support;

namespace RlQuery.Studies.Tests.Distillation;

public sealed class DistillationStudyTests : IDisposable
{
    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_distillation_gives_the_same_bytes_on_any_number_of_threads()
    {
        DistillationOptions options = Options("one");
        DistillationResults one = Run(options with { Jobs = 1 });
        Run(Options("three") with { Jobs = 3 });
        Assert.Equal(StudyFolder.Content(_folder.At("one")), StudyFolder.Content(_folder.At("three")));
        Run(Options("other") with { Seed = 2 });
        Assert.NotEqual(StudyFolder.Content(_folder.At("one")), StudyFolder.Content(_folder.At("other")));
        Assert.Equal(["teacher", "rule", "tree", "margin", "teacher", "rule", "tree", "margin"], one.Rows.Select(row => row.Strategy));
        Assert.Equal(
            [("problems drawn like those of training", 6), ("1 evaluation set", 6)], one.Rows.Select(row => (row.MeasuredOn, row.Problems)).Distinct());
    }

    [Fact]
    public void Rule_and_tree_are_policies_like_any_other_and_know_all_that_shaped_them()
    {
        Run(Options("out"));
        Assert.Equal(["distil.csv", "manifest.json", "rule", "tree"], Directory.GetFileSystemEntries(_folder.At("out")).Select(Path.GetFileName).Order());
        foreach (string name in (string[])["rule", "tree"])
        {
            LearnedPolicy policy = PolicyReader.Load(_folder.At("out", name), Known.Parts);
            float[] scores = new float[30];
            policy.Score(SamplePolicy.Observe(policy.SignalList, 30), scores);
            Assert.All(scores, score => Assert.True(float.IsFinite(score)));
            OnnxPolicy.Export(_folder.At("out", name), _folder.At($"{name}.onnx"), Known.Parts);
            PolicyDocument document = PolicyReader.ReadDocument(_folder.At("out", name));
            Assert.Equal(["iris", "near"], document.Data.Select(data => data.Name));
            Assert.Equal(("distillation", name, 24), (document.Agent, document.Name, document.EnvSteps));
            string card = File.ReadAllText(_folder.At("out", name, "CARD.md"));
            Assert.Contains("## What it costs\n\nIt was distilled from sample, the teacher.", card, StringComparison.Ordinal);
            Assert.Contains($"| problems drawn like those of training (6) | {name} | 0.", card, StringComparison.Ordinal);
        }
        Assert.Contains("it prefers\n\n- a ", File.ReadAllText(_folder.At("out", "rule", "CARD.md")), StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(File.ReadAllText(_folder.At("out", "manifest.json")));
        Assert.Equal(24, manifest.RootElement.GetProperty("choices").GetInt32());
    }

    [Fact]
    public void What_is_distilled_is_distilled_again_at_no_cost()
    {
        Run(Options("first"));
        DistillationResults again = Run(Options("second") with { Policy = _folder.At("first", "rule") });
        DistillationRow rule = again.Rows.First(row => row.Strategy == "rule");
        Assert.Equal(1, rule.SamePick);
        Assert.Equal(0, rule.ToTeacher!.Value.Mean);
        DistillationResults tree = Run(Options("third") with { Policy = _folder.At("first", "tree") });
        Assert.InRange(tree.Rows.First(row => row.Strategy == "tree").SamePick!.Value, 0.3, 1);
    }

    [Fact]
    public void A_set_that_the_teacher_has_seen_is_said_to_be_seen()
    {
        Run(Options("first"));
        File.WriteAllText(_folder.At("turned.json"), """{ "training": { "data": ["far.csv"] }, "evaluation": ["near.csv"], "budget": 4 }""");
        DistillationResults again = Run(Options("second") with { Environment = _folder.At("turned.json"), Policy = _folder.At("first", "rule") });
        Assert.Equal("1 evaluation set, 1 seen in training", again.Rows[^1].MeasuredOn);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_nothing_is_written()
    {
        Directory.CreateDirectory(_folder.At("there"));
        File.WriteAllText(_folder.At("empty.json"), """{ "evaluation": ["near.csv"], "budget": 4 }""");
        Assert.Equal(
            [
                $"{_folder.At("none")}: no such folder; a policy is a folder with policy.json and policy.safetensors",
                "episodes: 0 is not allowed; use 1..100000", $"out: {_folder.At("there")} exists; name a new folder, or remove it first",
            ],
            Faults(Options("there") with { Policy = _folder.At("none"), Episodes = 0 }));
        Assert.Equal(
            ["empty: training names no data; give training.data or training.synthetic"],
            Faults(Options("new") with { Environment = _folder.At("empty.json") }));
        File.WriteAllText(
            _folder.At("numbers.json"), """{ "task": "regression", "training": { "synthetic": ["smooth-functions"] }, "budget": 4 }""");
        Assert.Contains(
            Faults(Options("new") with { Environment = _folder.At("numbers.json") }), fault => fault.StartsWith("policy: 'sample' ", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.At("there")));
        Assert.False(Directory.Exists(_folder.At("new")));
    }

    [Fact]
    public void A_distillation_that_is_cancelled_leaves_nothing()
    {
        using var study = DistillationStudy.Open(Options("out"));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => study.Run(cancellation: source.Token));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.At()), entry => Path.GetFileName(entry).Contains("out", StringComparison.Ordinal));
    }

    private static DistillationResults Run(DistillationOptions options)
    {
        using var study = DistillationStudy.Open(options);
        return study.Run();
    }

    private static IReadOnlyList<string> Faults(DistillationOptions options) =>
        Assert.Throws<InvalidInputException>(() => DistillationStudy.Open(options)).Faults;

    private DistillationOptions Options(string name)
    {
        if (!Directory.Exists(_folder.At("sample")))
        {
            _folder.WritePolicy("sample");
            File.WriteAllText(_folder.At("distil.json"), """{ "training": { "data": ["near.csv"] }, "evaluation": ["far.csv"], "budget": 4 }""");
        }
        return new DistillationOptions
        {
            Environment = _folder.At("distil.json"),
            Policy = _folder.At("sample"),
            Out = _folder.At(name),
            Parts = Known.Parts,
            Episodes = 6,
        };
    }
}
