namespace RlQuery.Studies.Streams;

/// <summary>What came of one run over a stream.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Rate">Share of the items whose label might be asked for.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Items">Number of items.</param>
/// <param name="Asked">Number of labels that were asked for.</param>
/// <param name="Accuracy">Prequential accuracy, 0..1.</param>
/// <param name="Kappa">Prequential kappa, at most 1.</param>
/// <param name="Curve">Accuracy of each window, one after another.</param>
public sealed record StreamRun(
    string Stream, string Learner, double Rate, string Strategy, int Seed, int Items, int Asked, double Accuracy, double Kappa, IReadOnlyList<double> Curve)
{
    /// <summary>Items of a window of <see cref="Curve"/>.</summary>
    public const int Window = 250;
}
