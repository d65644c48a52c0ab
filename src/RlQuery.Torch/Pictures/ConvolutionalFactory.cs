using RlQuery.Core.Data;
using RlQuery.Core.Learners;

namespace RlQuery.Torch.Pictures;

/// <summary>Makes learners that look at pictures to tell the classes of their regions.</summary>
/// <param name="views">How pictures are looked at.</param>
public sealed class ConvolutionalFactory(IPictureViews views) : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "convolutional";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "small convolutional network over pictures; for regions of pictures alone";

    /// <inheritdoc/>
    public string? Lack(Dataset data) => data.Addresses is { } addresses ? views.FaultOf(addresses.Table)
        : "its rows do not say which region of which picture they are; make a table of regions by 'rlquery regions'";

    /// <inheritdoc/>
    public ILearner Create() => new Convolutional(views, new ConvolutionalOptions());
}
