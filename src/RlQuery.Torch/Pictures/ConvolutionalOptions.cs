namespace RlQuery.Torch.Pictures;

/// <summary>Sizes of a <see cref="ConvolutionalNetwork"/>, and how it is trained.</summary>
internal sealed record ConvolutionalOptions
{
    /// <summary>Channels of each of its two inner layers.</summary>
    /// <value>Default 48.</value>
    public int Width { get; init; } = 48;

    /// <summary>Share of inner channels that training leaves out, in [0, 1).</summary>
    /// <value>Default 0.3.</value>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Largest step size of Adam: it rises over the first tenth of the steps, and falls to 0 from there on.</summary>
    /// <value>Default 0.003.</value>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Share of each weight that a step takes off, times the step size.</summary>
    /// <value>Default 0.1.</value>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Steps of a fit, whatever the number of labels.</summary>
    /// <value>Default 200.</value>
    public int Steps { get; init; } = 200;

    /// <summary>Labelled regions in each step.</summary>
    /// <value>Default 12.</value>
    public int BatchRegions { get; init; } = 12;

    /// <summary>Side of the window around a labelled region that training looks at, in places.</summary>
    /// <value>Default 8.</value>
    public int Window { get; init; } = 8;

    /// <summary>The most pictures from which the mean and the deviation of a channel are taken.</summary>
    /// <value>Default 64.</value>
    public int ScalePictures { get; init; } = 64;
}
