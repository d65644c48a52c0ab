using RlQuery.Annotators.Joining;
using RlQuery.Core;
using RlQuery.Studies;

namespace RlQuery.Cli.Annotating;

/// <summary>The option that says how the answers of a panel are joined.</summary>
internal static class JoinOption
{
    private const string Majority = "majority";
    private const string Credibility = "credibility";

    /// <summary>Reads it.</summary>
    /// <param name="value">Its value; null where it is not given.</param>
    /// <param name="faults">Receives a fault.</param>
    public static IAnswerJoin? Read(string? value, Faults faults)
    {
        switch (value)
        {
            case null or Majority:
                return new MajorityJoin();
            case Credibility:
                return new CredibilityJoin();
            default:
                faults.Add($"join: '{value}' is unknown{NearestName.Hint(value, [Majority, Credibility])}");
                return null;
        }
    }
}
