using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Studies;

namespace RlQuery.Cli.Tasks;

/// <summary>What tasks take from a session.</summary>
/// <param name="State">Labels and answers.</param>
/// <param name="Target">Name of the target column.</param>
/// <param name="HeldBack">Rows that are kept from the learner.</param>
internal sealed record TaskSession(LabellingState State, string Target, IReadOnlySet<int> HeldBack)
{
    /// <summary>Reads a session; what is wrong is added to the faults.</summary>
    /// <param name="folder">Its folder; null for none.</param>
    /// <param name="data">The table, which has to be the session's.</param>
    /// <param name="target">The target column; null for the session's.</param>
    /// <param name="classes">Classes that the session may not know yet; refused.</param>
    /// <param name="parts">Where parts are found.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static TaskSession? Read(string? folder, string data, string? target, IReadOnlyList<string> classes, Parts parts, Faults faults)
    {
        if (folder is null)
        {
            return null;
        }
        if (classes.Count > 0)
        {
            faults.Add($"class: {string.Join(", ", classes)} is not allowed beside --session, which has its own classes; leave it out");
        }
        return faults.Collect(() =>
        {
            using var file = SessionFile.Open(folder);
            (LabellingTable table, LabellingState state) = (LabelRequest.OfBegun(folder, data, parts) with { Target = target }).ReadAgain(file);
            return state.Form.Kind == TargetKind.Class
                ? new TaskSession(
                    state, table.Cells.Columns[table.Target].Name, HeldBackRows.Draw(table.Data.Rows, file.Settings.HeldBack, file.Settings.Seed))
                : throw new InvalidInputException($"session: {folder} is one of {file.Settings.Task}; tasks are made of classification alone");
        });
    }
}
