using RlQuery.Core;
using RlQuery.Core.Standard;
using RlQuery.Embeddings;
using RlQuery.Embeddings.Regions;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Analyses;
using RlQuery.Torch.Pictures;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.Standard;

/// <summary>The parts of all libraries that studies use.</summary>
public static class StudyParts
{
    private static readonly Parts All = StandardParts.Create()
        .With(MicrosoftParts.All).With(EmbeddingParts.All).With(TorchParts.All)
        .With(new ConvolutionalFactory(new PictureViews())).With(EvaluationAnalyses.All);

    /// <summary>All of them, this library's analyses included.</summary>
    public static Parts Create() => All;
}
