using System.Globalization;
using System.Text;

namespace RlQuery.Core.Policies;

/// <summary>The page about a policy in its folder. It is generated, so that it always agrees with policy.json.</summary>
internal static class PolicyCard
{
    /// <summary>Writes the page.</summary>
    /// <param name="document">The policy.</param>
    /// <param name="weights">Its weights; those of a single gated linear network or tree are few enough to be read.</param>
    /// <param name="section">What the policy's maker adds to how it chooses, in Markdown that ends with a line break.</param>
    /// <returns>Markdown; the same policy gives the same text.</returns>
    public static string Write(PolicyDocument document, TensorFile weights, string section = "")
    {
        NetworkShape network = document.Network;
        var page = new StringBuilder();
        Line(page, $"# {document.Name}");
        Line(page, $"");
        Line(page, $"A query policy: it looks at what a model is unsure of and chooses which example to label next.");
        Line(page, $"");
        Line(page, $"| | |");
        Line(page, $"|---|---|");
        Line(page, $"| agent | {document.Agent} |");
        Line(page, $"| environment | {document.Environment.Name} |");
        Line(page, $"| learner | {document.Learner} |");
        Line(page, $"| budget of an episode | {document.Budget} queries |");
        Line(page, $"| environment steps | {document.EnvSteps} |");
        Line(page, $"| seed | {document.Seed} |");
        Line(page, $"| network | {Form(network)} |");
        Line(page, $"| version of RlQuery | {document.Version} |");
        Line(page, $"");
        Line(page, $"## How it chooses");
        Line(page, $"");
        Line(page, $"{Choice(document.Selector, network.Tree)}");
        Line(page, $"");
        Line(page, $"Signals: {Names(document.Signals.Names)}.");
        Line(page, $"State: {Names(document.State.Names)}.");
        if (!network.Pooled && document.Selector.Ensemble == 1)
        {
            Line(page, $"");
            if (network.Tree)
            {
                page.Append(TreeWords.Write(ScoringTree.Read(network, weights), document));
            }
            else
            {
                Weights(page, document, weights.Float32(NetworkShape.GateName, network.Signals, 1 + network.StateValues));
            }
        }
        page.Append(section.Length > 0 ? "\n" : "").Append(section);
        Line(page, $"");
        Line(page, $"## What it has seen");
        Line(page, $"");
        Line(page, $"Real data: {Names(document.Data.Select(data => data.Name))}.");
        Line(page, $"Synthetic tasks: {Names(document.Synthetic)}.");
        Line(page, $"Measured on these, it flatters itself: measure it on other data.");
        Line(page, $"");
        Line(page, $"## Files");
        Line(page, $"");
        Line(page, $"policy.json (signals, normalisation, selector, origin) and policy.safetensors (weights, SHA-256 `{document.Weights}`).");
        return page.ToString();
    }

    private static string Form(NetworkShape network) => network.Tree
        ? $"decision tree of {network.Leaves} leaves over {network.Signals} signals and {network.StateValues} state values"
        : $"{Layers(network)} ({network.Parameters} weights)";

    private static string Layers(NetworkShape network) => !network.Pooled
        ? $"gated linear: {network.Signals} signals x (1 + {network.StateValues} state values)"
            + (network.Gated ? $", plus {network.Signals + network.StateValues} -> {string.Join(" -> ", network.Hidden)} -> 1" : "")
        : $"{network.Signals} signals + {network.Context} context -> {string.Join(" -> ", network.Hidden)} -> 1";

    private static void Weights(StringBuilder page, PolicyDocument document, float[] weights)
    {
        IReadOnlyList<string> state = document.State.Names;
        string of = document.Network.Gated ? " in the linear part" : "";
        Line(
            page,
            $"What each signal weighs{of}, in standard deviations over the shortlist, and by how much that grows with a standard deviation of a state value:");
        Line(page, $"");
        Line(page, $"| signal | weight | {string.Join(" | ", state.Select(name => $"with {name}"))} |");
        Line(page, $"|---|{string.Concat(Enumerable.Repeat("---|", 1 + state.Count))}");
        for (int j = 0; j < document.Signals.Names.Count; j++)
        {
            IEnumerable<string> row = weights.Skip(j * (1 + state.Count)).Take(1 + state.Count)
                .Select(weight => weight.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture));
            Line(page, $"| {document.Signals.Names[j]} | {string.Join(" | ", row)} |");
        }
    }

    private static string Choice(PolicySelector selector, bool tree)
    {
        string scores = selector.Ensemble == 1
            ? $"One {(tree ? "tree" : "network")} scores every candidate"
            : $"{selector.Ensemble} {(tree ? "trees" : "networks")} score every candidate, and their standardised scores are averaged";
        string shrinks = selector.ShortlistFloor is double floor ? $" at one label a class, of fewer as labels come, down to {Percent(floor)} %," : "";
        string among = selector.ShortlistShare < 1 || selector.ShortlistFloor is not null
            ? $"of the {Percent(selector.ShortlistShare)} % with the best {selector.ShortlistSignal}{shrinks} "
            : "";
        string threshold = selector.Threshold.ToString("0.###", CultureInfo.InvariantCulture);
        string unless = selector.Threshold > 0
            ? $", if it is {threshold} standard deviations above that of the candidate with the best {selector.ShortlistSignal}; else that one is taken"
            : "";
        return $"{scores}; {among}the best score wins{unless}.";
    }

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Names(IEnumerable<string> names) => names.Any() ? string.Join(", ", names) : "none";

    private static void Line(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
