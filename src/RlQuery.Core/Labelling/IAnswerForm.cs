using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>The text form of a session's answers: which are allowed, which are equal, which of several counts, and what learners get.</summary>
/// <remarks>One file per kind of target. Stateless; sessions make no other distinction between tasks.</remarks>
public interface IAnswerForm
{
    /// <summary>What the target holds.</summary>
    TargetKind Kind { get; }

    /// <summary>Whether answers are classes, which can be added.</summary>
    bool HasClasses { get; }

    /// <summary>What learners predict of each unit of an item.</summary>
    /// <param name="classes">Names of the session's classes.</param>
    AnswerSpace SpaceOf(IReadOnlyList<string> classes);

    /// <summary>Why a class may not have this name, in addition to the rules for all classes.</summary>
    /// <param name="name">Name of a new class.</param>
    /// <returns>One line; null where it is allowed.</returns>
    string? FaultOfClass(string name) => null;

    /// <summary>Why an answer is not allowed.</summary>
    /// <param name="answer">The answer, as typed or as in a file.</param>
    /// <param name="classes">Names of the session's classes.</param>
    /// <returns>One line; null where it is allowed.</returns>
    string? FaultOf(string answer, IReadOnlyList<string> classes);

    /// <summary>The normal form of an answer: texts with the same meaning become equal.</summary>
    /// <param name="answer">One that is allowed.</param>
    string Normalize(string answer);

    /// <summary>The answer that counts of several.</summary>
    /// <param name="said">Opinions on one row, in order.</param>
    /// <returns>Null where no opinion has an answer.</returns>
    string? Combine(IReadOnlyList<Opinion> said);

    /// <summary>A table with other answers in its target.</summary>
    /// <param name="data">The table.</param>
    /// <param name="answers">Answer of each row; null where there is none.</param>
    /// <param name="classes">Names of the session's classes.</param>
    Dataset Tell(Dataset data, IReadOnlyList<string?> answers, IReadOnlyList<string> classes);

    /// <summary>How far two annotators agree beyond chance.</summary>
    /// <param name="first">Answer of each row by one.</param>
    /// <param name="second">By the other; as many.</param>
    /// <param name="classes">Names of the session's classes.</param>
    /// <returns>At most 1.</returns>
    double AgreementOfTwo(IReadOnlyList<string> first, IReadOnlyList<string> second, IReadOnlyList<string> classes);

    /// <summary>How far all annotators agree beyond chance.</summary>
    /// <param name="rows">The answers of each row.</param>
    /// <param name="classes">Names of the session's classes.</param>
    /// <returns>Krippendorff's alpha, at most 1; null where no row has two answers.</returns>
    double? AgreementOfAll(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> classes);
}
