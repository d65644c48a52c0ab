using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Policies;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Distillation;

/// <summary>The folder of a distillation: <c>rule</c>, <c>tree</c>, <c>distil.csv</c> and <c>manifest.json</c>.</summary>
/// <param name="run">What was run.</param>
/// <param name="results">What was found.</param>
/// <param name="rule">The rule.</param>
/// <param name="tree">The tree.</param>
internal sealed class DistillationFiles(DistillationRun run, DistillationResults results, DistilledPolicy rule, DistilledPolicy tree)
{
    private const string Odds =
        "A score says how likely the teacher's softmax takes a candidate of the leaf: the average candidate has 1.\n";

    private const string ManifestName = "manifest.json";

    /// <summary>Number of states that were learned from.</summary>
    public required int States { get; init; }

    /// <summary>Number of the teacher's choices.</summary>
    public required long Choices { get; init; }

    /// <summary>Writes all files, or none.</summary>
    /// <param name="folder">Where to.</param>
    public void Write(OutputFolder folder)
    {
        // As private as the teacher and the tables.
        UnixFileMode most = FileModes.Of(
        [
            .. run.Environment.Training.Concat(run.Environment.Evaluation).Select(data => data.Source),
            Path.Combine(run.TeacherFolder, PolicyReader.DocumentName), Path.Combine(run.TeacherFolder, PolicyReader.WeightsName),
        ]);
        folder.Write(
            fresh =>
            {
                Save(fresh, rule, $"{Preferences()}\n{Costs(DistilledPolicy.Rule)}");
                Save(fresh, tree, $"{Odds}\n{Costs(DistilledPolicy.Tree)}");
                DistillationTables.Table(results.Rows).Write(Path.Combine(fresh, DistillationTables.File));
                AtomicFile.WriteText(Path.Combine(fresh, ManifestName), SavedPlan.Text(Manifest(fresh)));
            },
            most);
    }

    private void Save(string folder, DistilledPolicy policy, string section) =>
        PolicyWriter.Save(Path.Combine(folder, policy.Document.Name), policy.Document, policy.Weights, run.Environment.Parts, section);

    private string Preferences()
    {
        if (results.Rule.Count == 0)
        {
            return $"In words: all candidates have one score, so the best {rule.Document.Selector.ShortlistSignal} wins.\n";
        }
        var text = new StringBuilder("In words, the largest weight first: within the shortlist, it prefers\n\n");
        foreach (string line in results.Rule)
        {
            text.Append("- ").Append(line).Append('\n');
        }
        return text.ToString();
    }

    private string Costs(string name)
    {
        string reference = results.Reference;
        return $"""
            ## What it costs

            It was distilled from {run.Teacher.Strategy.Name}, the teacher. AUBC, and its difference to {reference}'s and the teacher's with 95 % intervals.
            "Same pick" is the share of the teacher's choices that it would have made too.

            {DistillationTables.Markdown(reference, results.Rows.Where(row => row.Strategy == name || row.Strategy == DistillationMeasure.Teacher))}
            """.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private JsonObject Manifest(string folder) => new()
    {
        ["command"] = "distil",
        ["version"] = rule.Document.Version,
        ["environment"] = new JsonObject { ["name"] = run.Environment.Name, ["sha256"] = run.Environment.Hash },
        ["policy"] = new JsonObject { ["name"] = run.Teacher.Strategy.Name, ["sha256"] = run.Teacher.Hash },
        ["episodes"] = run.Episodes,
        ["seed"] = run.Seed,
        ["learner"] = run.Environment.Learner.Name,
        ["metric"] = run.Environment.Metrics[0].Name,
        ["reference"] = results.Reference,
        ["choices"] = Choices,
        ["states"] = States,
        ["candidatesPerState"] = TeacherRecorder.MostCandidates,
        ["rule"] = Sha256(folder, DistilledPolicy.Rule),
        ["tree"] = Sha256(folder, DistilledPolicy.Tree),
    };

    private static string Sha256(string folder, string policy) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, policy, PolicyReader.DocumentName))));
}
