namespace RlQuery.Core.Learners.Panels;

/// <summary>How the heads of a panel teach each other items that have no answer yet.</summary>
public enum Teaching
{
    /// <summary>Not at all: each learns from the answers alone.</summary>
    None,

    /// <summary>Each head names the items that it is most sure of; see <see cref="CoTraining"/>.</summary>
    CoTraining,

    /// <summary>All other heads have to agree, and to be right often enough; see <see cref="TriTraining"/>.</summary>
    TriTraining,
}
