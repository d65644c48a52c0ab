using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments;

/// <summary>Where an environment's problems come from. A pure function of the seed, and safe to call from several threads.</summary>
public interface IProblemSource
{
    /// <summary>Draws a data set and splits it.</summary>
    /// <param name="seed">Seed of the episode.</param>
    Problem Draw(ulong seed);
}
