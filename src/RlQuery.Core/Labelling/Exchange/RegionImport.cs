using System.Security.Cryptography;
using System.Text;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Takes in the classes of the regions of a picture, as a mask tells them: all of them or none.</summary>
public static class RegionImport
{
    /// <summary>Sets what a mask tells against what a session has.</summary>
    /// <param name="path">The mask's file.</param>
    /// <param name="picture">Name of its picture.</param>
    /// <param name="rows">Row of each region of the picture.</param>
    /// <param name="classes">Class of each region; null for those that the mask tells nothing of.</param>
    /// <param name="table">The table.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">Who made the mask; null for nobody.</param>
    /// <returns>The events, which are to be stored together.</returns>
    /// <exception cref="InvalidInputException">A class is none of the session's; each is named once.</exception>
    public static ImportSummary Of(
        string path, string picture, IReadOnlyList<int> rows, IReadOnlyList<string?> classes, LabellingTable table, TableFingerprint fingerprint,
        LabellingState state, string? annotator)
    {
        // The same mask may be taken in again after corrections; an import is known by its hash.
        string text = $"{picture}\n{string.Join('\n', classes)}\n{annotator}\n{state.Imports.Count}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var list = new AnnotationList(path, table, fingerprint, state, annotator);
        string[] unknown = [.. classes.OfType<string>().Distinct().Where(name => !list.IsAllowed(name))];
        if (unknown.Length > 0)
        {
            throw new InvalidInputException(
                $"{path}: {string.Join(", ", unknown.Select(CellText.Show))}: no class of the session; use {string.Join(", ", state.Classes)}, or add it");
        }
        for (int region = 0; region < rows.Count; region++)
        {
            if (classes[region] is { } name)
            {
                list.Add($"region {region} of {picture}", null, new Annotation(rows[region], name, annotator));
            }
            else
            {
                list.PassOver(PassedOver.NoLabel);
            }
        }
        list.ThrowIfAny();
        return ImportMerge.Of(list, state, hash);
    }
}
