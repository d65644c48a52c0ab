namespace RlQuery.Core.Signals.Context;

/// <content>Distances between rows.</content>
public sealed partial class SignalContext
{
    private readonly LabelGeometry _labels = new();
    private readonly PoolGeometry _geometry = new();
    private readonly ClassGeometry _classes = new();
    private readonly ReferenceDistances _references = new();
    private readonly PoolProducts _products = new();
    private readonly PoolClusters _clusters;
    private readonly Typicality _typicality = new();
    private readonly ClassMeans _means = new();
    private bool _geometryKnown;
    private bool _typicalityKnown;
    private bool _productsKnown;
    private bool _classesStarted;
    private bool _referencesKnown;

    /// <summary>Products of all pairs of pool rows; null where the pool is too narrow for them to pay, or too large to keep them.</summary>
    internal PoolProducts? Products
    {
        get
        {
            if (_first is not null)
            {
                return _first.Products;
            }
            if (!PoolProducts.Pay(Items.Features))
            {
                return null;
            }
            if (!_productsKnown)
            {
                _products.Start(Items.Features);
                _productsKnown = true;
            }
            return _products;
        }
    }

    /// <summary>Neighbours and density.</summary>
    public PoolGeometry Geometry
    {
        get
        {
            if (_first is not null)
            {
                return _first.Geometry;
            }
            if (!_geometryKnown)
            {
                _geometry.Start(Items, Seed, Products);
                _geometryKnown = true;
            }
            return _geometry;
        }
    }

    /// <summary>Mean distances to nearest neighbours.</summary>
    internal Typicality Typicality
    {
        get
        {
            if (_first is not null)
            {
                return _first.Typicality;
            }
            if (!_typicalityKnown)
            {
                _typicality.Start(Items, Seed);
                _typicalityKnown = true;
            }
            return _typicality;
        }
    }

    /// <summary>Clusters of the pool.</summary>
    internal PoolClusters Clusters => _first?.Clusters ?? _clusters;

    /// <summary>Gradients of the predicted class.</summary>
    internal GradientDistances Gradients { get; }

    /// <summary>Distances to labelled rows.</summary>
    public LabelGeometry Labels
    {
        get
        {
            if (_first is not null)
            {
                return _first.Labels;
            }
            _labels.Update(Pool, Products);
            return _labels;
        }
    }

    /// <summary>Distances to the labelled rows of each class.</summary>
    public ClassGeometry Classes
    {
        get
        {
            if (!_classesStarted)
            {
                _classes.Start(Items, ClassCount);
                _classesStarted = true;
            }
            _classes.Update(Pool, Products);
            return _classes;
        }
    }

    /// <summary>The means of the classes.</summary>
    internal ClassMeans Means
    {
        get
        {
            _means.Update(Pool);
            return _means;
        }
    }

    /// <summary>Distances to a sample of the pool.</summary>
    public ReferenceDistances References
    {
        get
        {
            if (_first is not null)
            {
                return _first.References;
            }
            if (!_referencesKnown)
            {
                _references.Start(Items, Seed, Products);
                _referencesKnown = true;
            }
            return _references;
        }
    }
}
