using System.Globalization;
using System.Text;

namespace RlQuery.Core.Policies;

/// <summary>A decision tree as text that a person can follow.</summary>
internal static class TreeWords
{
    /// <summary>Writes the tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="document">Names its inputs.</param>
    /// <returns>Markdown: how to read it, then a line for each split and leaf.</returns>
    public static string Write(ScoringTree tree, PolicyDocument document)
    {
        string[] names = [.. document.Signals.Names, .. document.State.Names];
        var page = new StringBuilder();
        page.Append("The tree, from the top. Signals are in standard deviations from their mean over the shortlist, state values in those of training.\n");
        page.Append(CultureInfo.InvariantCulture, $"Candidates of one leaf have one score: of these, the best {document.Selector.ShortlistSignal} wins.\n\n");
        page.Append("```\n");
        Add(page, tree, names, tree.Root, depth: 0);
        return page.Append("```\n").ToString();
    }

    private static void Add(StringBuilder page, ScoringTree tree, string[] names, int side, int depth)
    {
        page.Append(' ', 4 * depth);
        if (side < 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"score {tree.Value(side):0.0#}\n");
            return;
        }
        page.Append(CultureInfo.InvariantCulture, $"if {names[tree.Input(side)]} is at most {tree.Threshold(side):+0.00;-0.00;0.00}:\n");
        Add(page, tree, names, tree.Low(side), depth + 1);
        page.Append(' ', 4 * depth).Append("otherwise:\n");
        Add(page, tree, names, tree.High(side), depth + 1);
    }
}
