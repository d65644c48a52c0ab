namespace RlQuery.Core.Signals.Context;

/// <content>Kernels between rows, and what else is kept of the labelled and taken rows.</content>
public sealed partial class SignalContext
{
    private readonly BallCover _cover;
    private readonly NearestLabelled _nearestLabelled = new();
    private readonly KernelFrequencies _frequencies;
    private readonly KernelPosterior _posterior;

    /// <summary>Balls around rows, and what they leave open.</summary>
    internal BallCover Cover => _first?.Cover ?? _cover;

    /// <summary>The nearest labelled or taken rows.</summary>
    internal NearestLabelled NearestLabelled
    {
        get
        {
            if (_first is not null)
            {
                return _first.NearestLabelled;
            }
            _nearestLabelled.Update(Pool);
            return _nearestLabelled;
        }
    }

    /// <summary>Labels near each row.</summary>
    internal KernelFrequencies Frequencies => _frequencies;

    /// <summary>The Gaussian process of the labels.</summary>
    internal KernelPosterior Posterior => _posterior;

    private void StartKernels(bool again)
    {
        _cover.Start(again);
        _frequencies.Start(again);
        _nearestLabelled.Forget();
        _posterior.Forget();
    }

    private void ReturnKernels()
    {
        _cover.Forget();
        _frequencies.Forget();
        _nearestLabelled.Forget();
        _posterior.Forget();
    }
}
