using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Onnx;
using RlQuery.Core.Tests.Policies;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class ExportVerbTests : TemporaryFolder
{
    private readonly string _policy;

    public ExportVerbTests() => _policy = WritePolicy("sample", SamplePolicy.Document());

    private string Model => At("sample.onnx");

    [Fact]
    public void The_model_is_that_of_the_library_and_its_inputs_are_told()
    {
        CommandRun run = CommandRun.Of("export", "--policy", _policy, "--format", "onnx", "--out", Model);
        Assert.Equal(
            [$"{Model}: signals [candidates x 3], in this order: margin, density, leverage", "state [2]: budget-used, pool-entropy"], run.OutputLines);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            OnnxPolicy.Model(PolicyReader.ReadDocument(_policy), SamplePolicy.Weights(SamplePolicy.Document()), Known.Parts), File.ReadAllBytes(Model));
    }

    [Fact]
    public void A_file_is_replaced_only_when_asked()
    {
        File.WriteAllText(Model, "mine");
        CommandRun.Of("export", "--policy", _policy, "--out", Model).IsRefusedWith($"out: {Model} exists; name a new file, or replace it with --force");
        Assert.Equal("mine", File.ReadAllText(Model));
        Assert.Equal(0, CommandRun.Of("export", "--policy", _policy, "--out", Model, "--force").ExitCode);
        Assert.NotEqual("mine", File.ReadAllText(Model));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        CommandRun.Of("export", "--policy", At("none"), "--format", "onnxx", "--out", At("model.pb")).IsRefusedWith(
            $"{At("none")}: no such folder; a policy is a folder with policy.json and policy.safetensors",
            "format: 'onnxx' is unknown; did you mean 'onnx'?",
            $"out: {At("model.pb")} is not allowed; name a .onnx file");
        Directory.CreateDirectory(Model);
        CommandRun.Of("export", "--policy", _policy, "--out", Model).IsRefusedWith($"out: {Model} is a folder; name a file");
    }

    [Fact]
    public void A_damaged_policy_is_refused()
    {
        File.WriteAllText(Path.Combine(_policy, "policy.safetensors"), "nothing");
        CommandRun run = CommandRun.Of("export", "--policy", _policy, "--out", Model);
        Assert.Equal(2, run.ExitCode);
        Assert.False(File.Exists(Model));
    }
}
