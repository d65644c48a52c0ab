using RlQuery.Core.Signals;
using RlQuery.Core.Signals.State;

namespace RlQuery.Core.Policies.Onnx;

/// <summary>Which candidates may be chosen, as <see cref="Selector"/> has it.</summary>
/// <param name="Order">All candidates, best value of the shortlist signal first, of equal ones the first [N].</param>
/// <param name="Size">How many of them are the shortlist [1].</param>
/// <param name="Count">Number of candidates [1].</param>
internal sealed record OnnxShortlist(string Order, string Size, string Count)
{
    /// <summary>Adds the nodes that tell.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="selector">The policy's selector.</param>
    /// <param name="list">The graph's inputs.</param>
    public static OnnxShortlist Add(OnnxGraph graph, Selector selector, SignalList list)
    {
        int column = list.IndexOf(selector.ShortlistSignal.Name);
        bool highest = list.Signals[column].Preference == Preference.Highest;
        string count = graph.Node("count", "Shape", [OnnxPolicy.Signals], OnnxAttribute.Integer("end", 1));
        string wanted = graph.Node("shortlist-wanted", "Mul", [Share(graph, selector, list), graph.Cast("count-real", count, OnnxType.Double)]);
        wanted = graph.Node("shortlist-ceiling", "Ceil", [wanted]);
        wanted = graph.Node("shortlist-least", "Max", [wanted, graph.Constant("one", [1.0])]);
        string signal = graph.Node(
            "shortlist-signal", "Gather", [OnnxPolicy.Signals, graph.Constant("shortlist-column", [(long)column])], OnnxAttribute.Integer("axis", 1));
        string order = graph.NodeOfSecondOutput(
            "order", "TopK", [signal, count],
            OnnxAttribute.Integer("axis", 0), OnnxAttribute.Integer("largest", highest ? 1 : 0), OnnxAttribute.Integer("sorted", 1));
        return new OnnxShortlist(order, graph.Cast("shortlist-size", wanted, OnnxType.Int64), count);
    }

    private static string Share(OnnxGraph graph, Selector selector, SignalList list)
    {
        string whole = graph.Constant("shortlist-share", [selector.ShortlistShare]);
        if (selector.ShortlistFloor is not double floor)
        {
            return whole;
        }
        int place = list.StateNames.ToList().IndexOf(LabelsPerClass.StateName);
        string value = graph.Node("labels-per-class-single", "Gather", [OnnxPolicy.State, graph.Constant("labels-per-class-place", [(long)place])]);
        value = graph.Cast("labels-per-class", value, OnnxType.Double);
        string scaled = graph.Node("labels-scaled", "Mul", [graph.Constant("half-way", [(double)LabelsPerClass.HalfWay]), value]);
        string rest = graph.Node("labels-rest", "Sub", [graph.Constant("unit", [1.0]), value]);
        string labels = graph.Node("labels", "Max", [graph.Node("labels-ratio", "Div", [scaled, rest]), "unit"]);
        string share = graph.Node("share-shrunk", "Div", [whole, labels]);
        return graph.Node("share", "Clip", [share, graph.Constant("share-floor", [Math.Min(floor, selector.ShortlistShare)]), whole]);
    }
}
