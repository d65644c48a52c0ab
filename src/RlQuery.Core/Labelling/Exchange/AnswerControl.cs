using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Finds which control of Label Studio, or which member of records, has the session's answers.</summary>
/// <remarks>
/// The one that is named, or has the target column's name. Else the only one all of whose answers the session allows; of tasks also the only one that there is.
/// </remarks>
/// <param name="list">What is read.</param>
/// <param name="named">What was asked for; null for nothing.</param>
internal sealed class AnswerControl(AnnotationList list, string? named)
{
    private readonly Dictionary<string, bool> _fits = [];

    /// <summary>Names of all that have an answer.</summary>
    public IEnumerable<string> Names => _fits.Keys;

    private string[] Own => [list.Table.Cells.Columns[list.Table.Target].Name, LabelStudioFields.ControlOf(list.Table)];

    /// <summary>Takes note of an answer.</summary>
    /// <param name="control">Name of its control or member.</param>
    /// <param name="chosen">What was chosen; nothing is no answer.</param>
    public void See(string control, string[] chosen)
    {
        if (chosen.Length > 0)
        {
            bool fits = AnswerValue.Join(list.Table.Form, chosen) is { } answer && list.IsAllowed(answer);
            _fits[control] = _fits.GetValueOrDefault(control, true) && fits;
        }
    }

    /// <summary>The name of the one that counts.</summary>
    /// <param name="isTyped">Whether all that was seen are controls, and no text that stands beside them.</param>
    /// <returns>Null where none does, or several might; the latter is a fault of the list.</returns>
    public string? Find(bool isTyped)
    {
        if (named is not null)
        {
            return named;
        }
        if (Own.FirstOrDefault(_fits.ContainsKey) is { } own)
        {
            return own;
        }
        string[] fitting = [.. _fits.Where(one => one.Value).Select(one => one.Key)];
        if (fitting.Length == 1 || (isTyped && _fits.Count == 1))
        {
            return list.Control = fitting.Length == 1 ? fitting[0] : _fits.Keys.Single();
        }
        if (fitting.Length > 1 || (isTyped && _fits.Count > 1))
        {
            string all = string.Join(", ", (fitting.Length > 1 ? fitting : [.. _fits.Keys]).Select(CellText.OneLine));
            list.Refuse($"none of its controls ({all}) is called {Own[^1]}; say which counts with --control NAME");
        }
        return null;
    }
}
