using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <content>Kernels, trees and mixtures of the pool, and what else is kept of the labelled and taken rows.</content>
public sealed partial class SignalContext
{
    private readonly BallCover _cover;
    private readonly NearestLabelled _nearestLabelled = new();
    private readonly KernelFrequencies _frequencies;
    private readonly KernelPosterior _posterior;
    private readonly PoolTree _tree;
    private readonly ClusterMixture _mixture;
    private readonly Discriminator _discriminator;
    private readonly PoolPruning _pruning;
    private readonly RowLots _lots = new();
    private bool _lotsKnown;

    /// <summary>All pool rows, in a random order that depends on which rows of the data set they are and not on their places in the pool.</summary>
    internal ReadOnlySpan<int> InLots
    {
        get
        {
            if (_first is not null)
            {
                return _first.InLots;
            }
            if (!_lotsKnown)
            {
                _lots.Draw(Items, SeedSequence.Child(Seed, "lots"));
                _lotsKnown = true;
            }
            return _lots.Order;
        }
    }

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

    /// <summary>The pool as a tree of clusters.</summary>
    internal PoolTree Tree => _first?.Tree ?? _tree;

    /// <summary>The pool as a mixture of clusters, with their labels.</summary>
    internal ClusterMixture Mixture => _mixture;

    /// <summary>Tells rows without a label from the others.</summary>
    internal Discriminator Discriminator => _first?.Discriminator ?? _discriminator;

    /// <summary>The most uncertain rows for the batch being chosen.</summary>
    internal UncertainRows Uncertain { get; }

    /// <summary>Clusters rows with weights.</summary>
    internal WeightedClusters WeightedClusters { get; } = new();

    /// <summary>Predictions with features left out.</summary>
    internal FeatureDropout Dropout { get; }

    /// <summary>The same of the first unit, which knows of variances what all know.</summary>
    internal KernelPosterior ItemPosterior => _first?.ItemPosterior ?? _posterior;

    /// <summary>The clusters of the tree that explain the labels best.</summary>
    internal PoolPruning Pruning => _pruning;

    /// <summary>Machines that pass through unlabelled rows.</summary>
    internal HintMachines Hints { get; }

    /// <summary>Learns which of several rules to follow.</summary>
    internal StrategyBandit Bandit { get; }

    /// <summary>Predictions after a candidate is labelled.</summary>
    internal MovedPredictions Moved { get; }

    /// <summary>Joint labellings of the rows that are taken.</summary>
    internal JointLabels Joint { get; }

    /// <summary>Leaves of a regression tree on the known numbers.</summary>
    internal RegressionLeaves Leaves { get; }

    private void StartKernels(bool again)
    {
        _lotsKnown &= again;
        _cover.Start(again);
        _frequencies.Start(again);
        _tree.Start(again);
        _mixture.Start(again);
        Dropout.Start(again);
        _nearestLabelled.Forget();
        _posterior.Forget();
        _discriminator.Forget();
        Bandit.Forget();
    }

    private void RefreshKernels()
    {
        _frequencies.Forget();
        Dropout.Forget();
    }

    private void ReturnKernels()
    {
        _cover.Forget();
        _frequencies.Forget();
        _nearestLabelled.Forget();
        _posterior.Forget();
        _discriminator.Forget();
    }
}
