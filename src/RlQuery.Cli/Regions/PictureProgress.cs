using RlQuery.Studies;

namespace RlQuery.Cli.Regions;

/// <summary>Shows how many pictures are done.</summary>
internal sealed class PictureProgress(IProgress<StageProgress> progress) : IProgress<int>
{
    /// <summary>The stage of some pictures.</summary>
    public static StudyStage Stage(string title, int pictures) => new(title, pictures) { Unit = "pictures" };

    public void Report(int value) => progress.Report(new StageProgress(value, ""));
}
