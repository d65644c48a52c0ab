using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>What an annotator is to do now.</summary>
/// <param name="Question">The question; null where no row is free for this annotator.</param>
/// <param name="Version">Number of commands of this annotator that the session holds: a page that shows another number is out of date.</param>
/// <param name="Kind">Why the row is asked for.</param>
/// <param name="Lent">Rows that others have now.</param>
public sealed record Turn(Question? Question, int Version, TurnKind Kind, int Lent);
