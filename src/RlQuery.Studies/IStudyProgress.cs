namespace RlQuery.Studies;

/// <summary>Receives the progress of a study. It never changes a result.</summary>
public interface IStudyProgress
{
    /// <summary>Receives a line about the study, such as how much of an earlier run is kept.</summary>
    /// <param name="line">The line.</param>
    void Note(string line);

    /// <summary>Runs a stage of the study, which reports its progress.</summary>
    /// <typeparam name="T">What comes of the stage.</typeparam>
    /// <param name="stage">Which one.</param>
    /// <param name="work">Runs the stage; it may report from several threads, one at a time.</param>
    T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work);
}
