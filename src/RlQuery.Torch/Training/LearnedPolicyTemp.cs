#pragma warning disable
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
namespace RlQuery.Torch.Training;

internal sealed class LearnedPolicy(SignalSchema schema, SignalSchema observed, Normalisation n, Selector sel, ScoringNetwork net) : IQueryStrategy
{
    private readonly ThreadLocal<PolicyActor> _actors = new(() => new PolicyActor(schema, n, sel, net.Clone()));
    public string Name => "x";
    public SignalSchema Schema => observed;
    public void Score(Observation o, Span<float> scores)
    {
        var a = _actors.Value!;
        a.Look(o, true);
        scores.Fill(float.NegativeInfinity);
        double mean = 0, sq = 0; foreach (var s in a.Scores) { mean += s; sq += s * s; }
        mean /= a.Count; var sd = Math.Sqrt(Math.Max(0, sq / a.Count - mean * mean));
        for (int i = 0; i < a.Count; i++) scores[a.Shortlist[i]] = a.Scores[i] + (i == 0 ? (float)(sel.Threshold * sd) : 0);
    }
}
