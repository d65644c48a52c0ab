namespace RlQuery.Core.Policies.Onnx;

/// <summary>How the members' scores become those of the policy and a choice, as <see cref="PolicyScorer"/> has it.</summary>
internal sealed class OnnxChoice(OnnxGraph graph, OnnxShortlist shortlist)
{
    // What is chosen is raised above the best score by this times (1 + that score), so that it has no equal; managed code takes the next larger number.
    private const float Lift = 1f / (1 << 20);

    /// <summary>Adds what <see cref="StandardScores"/> does.</summary>
    /// <param name="name">What the nodes' names begin with.</param>
    /// <param name="scores">Scores over the shortlist, 32-bit floats [n].</param>
    /// <returns>32-bit floats [n].</returns>
    public string Standardise(string name, string scores)
    {
        string wide = graph.Cast($"{name}-wide", scores, OnnxType.Double);
        string offset = graph.Node($"{name}-offset", "Sub", [wide, graph.Mean($"{name}-mean", wide)]);
        string variance = graph.Mean($"{name}-variance", graph.Node($"{name}-squared", "Mul", [offset, offset]));
        string deviation = graph.Node($"{name}-deviation", "Sqrt", [variance]);
        string zero = graph.Constant($"{name}-zero", [0.0]);
        string differs = graph.Node($"{name}-differ", "Greater", [deviation, zero]);
        string standard = graph.Node($"{name}-where", "Where", [differs, graph.Node($"{name}-ratio", "Div", [offset, deviation]), zero]);
        return graph.Cast($"{name}-standard", standard, OnnxType.Float);
    }

    /// <summary>Adds the outputs.</summary>
    /// <param name="combined">Standardised scores over the shortlist [n], whose first is the shortlist signal's own choice.</param>
    /// <param name="threshold">How much better a score must be to replace that choice.</param>
    public void Decide(string combined, double threshold)
    {
        string best = graph.Node("best", "ReduceMax", [combined], OnnxAttribute.Integers("axes", 0), OnnxAttribute.Integer("keepdims", 1));
        string lowest = graph.Node("lowest", "ReduceMin", [combined], OnnxAttribute.Integers("axes", 0), OnnxAttribute.Integer("keepdims", 1));
        string own = graph.Node("own", "Slice", [combined, Index("own-start", 0), Index("own-end", 1)]);
        string lead = graph.Cast("lead", graph.Node("lead-single", "Sub", [best, own]), OnnxType.Double);
        string stays = graph.Node("stays", "LessOrEqual", [lead, graph.Constant("threshold", [threshold])]);
        string first = graph.Node("first-best", "ArgMax", [combined], OnnxAttribute.Integer("axis", 0), OnnxAttribute.Integer("keepdims", 1));
        string winner = graph.Node("winner", "Where", [stays, Index("own-place", 0), first]);
        string above = graph.Node("above", "Add", [best, graph.Constant("single", [1f])]);
        above = graph.Node("lift", "Mul", [above, graph.Constant("lift-share", [Lift])]);
        string lifted = graph.Node("lifted", "Add", [best, above]);
        string raised = graph.Node("raised-scores", "ScatterElements", [combined, winner, lifted], OnnxAttribute.Integer("axis", 0));
        string ordered = graph.Node("ordered-scores", "Concat", [raised, Tail(lowest)], OnnxAttribute.Integer("axis", 0));
        graph.Node(OnnxPolicy.Scores, "ScatterElements", ["shortlist-signal", shortlist.Order, ordered], OnnxAttribute.Integer("axis", 0));
        graph.Node(OnnxPolicy.Choice, "ArgMax", [OnnxPolicy.Scores], OnnxAttribute.Integer("axis", 0), OnnxAttribute.Integer("keepdims", 0));
    }

    // Candidates outside the shortlist follow in the order of its signal: lowest - 1 - place / N.
    private string Tail(string lowest)
    {
        string left = graph.Node("left-out", "Sub", [shortlist.Count, shortlist.Size]);
        string scalar = graph.Node("left-out-count", "Squeeze", [left]);
        string places = graph.Node("left-out-places", "Range", [graph.Constant("range-start", [0L]), scalar, graph.Constant("range-step", [1L])]);
        string share = graph.Node(
            "left-out-share", "Div", [graph.Cast("left-out-single", places, OnnxType.Float), graph.Cast("count-single", shortlist.Count, OnnxType.Float)]);
        return graph.Node("left-out-scores", "Sub", [graph.Node("below", "Sub", [lowest, "single"]), share]);
    }

    private string Index(string name, long value) => graph.Constant(name, [value], 1);
}
