using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Onnx;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery export</c>: writes a policy for programs that are not .NET.</summary>
internal sealed class ExportVerb : Verb
{
    private static readonly string[] Formats = ["onnx"];

    private readonly Option<string> _policy = new("--policy") { HelpName = "DIR", Required = true, Description = "Folder of a learned policy." };
    private readonly Option<string> _format = new("--format") { HelpName = string.Join('|', Formats), Description = "What to write. Default: onnx." };
    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE.onnx",
        Required = true,
        Description = "The model file: inputs are the candidates' signals and the state, outputs are scores and the choice.",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace the file if it exists." };

    public ExportVerb(Terminal terminal)
        : base(
            "export", "Write a learned policy as an ONNX model, for ONNX Runtime in any language.",
            "rlquery export --policy policies/general --format onnx --out general.onnx")
    {
        foreach (Option option in (Option[])[_policy, _format, _out, _force])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string file = parsed.GetRequiredValue(_out);
        using var taken = OutputLock.Take(file);
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        string folder = PolicyFolder.Locate(parsed.GetRequiredValue(_policy));
        LearnedPolicy? policy = faults.Collect(() => PolicyReader.Load(folder, parts));
        string format = parsed.GetValue(_format) ?? Formats[0];
        if (!Formats.Contains(format))
        {
            faults.Add($"format: '{format}' is unknown{NearestName.Hint(format, Formats)}");
        }
        CheckTarget(file, parsed.GetValue(_force), faults);
        faults.ThrowIfAny();

        OnnxPolicy.Export(folder, file, parts);
        terminal.Output.WriteLine(
            $"{file}: signals [candidates x {policy!.SignalList.Signals.Count}], in this order: "
            + $"{string.Join(", ", policy.SignalList.SignalNames)}");
        if (policy.SignalList.State.Count > 0)
        {
            terminal.Output.WriteLine($"state [{policy.SignalList.State.Count}]: {string.Join(", ", policy.SignalList.StateNames)}");
        }
    }

    private static void CheckTarget(string file, bool force, Faults faults)
    {
        if (!file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add($"out: {file} is not allowed; name a .onnx file");
        }
        else if (Directory.Exists(file))
        {
            faults.Add($"out: {file} is a folder; name a file");
        }
        else if (File.Exists(file) && !force)
        {
            faults.Add($"out: {file} exists; name a new file, or replace it with --force");
        }
    }
}
