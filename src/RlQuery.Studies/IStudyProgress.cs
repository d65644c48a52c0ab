namespace RlQuery.Studies;

/// <summary>Whoever wants to know how far a study is. Nothing that it is told changes a result.</summary>
public interface IStudyProgress
{
    /// <summary>Takes a line on what the study does, such as how much of an earlier run it keeps.</summary>
    /// <param name="line">The line.</param>
    void Note(string line);

    /// <summary>Does a stage of the study, which tells how far it is.</summary>
    /// <typeparam name="T">What comes of the stage.</typeparam>
    /// <param name="stage">Which one.</param>
    /// <param name="work">Does it; it may report from several threads, one at a time.</param>
    T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work);
}
