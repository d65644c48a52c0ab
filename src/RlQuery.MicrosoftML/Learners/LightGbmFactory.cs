using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;
using RlQuery.Core;
using RlQuery.Core.Learners;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>Makes <see cref="LightGbm"/> learners.</summary>
public sealed class LightGbmFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "lightgbm";

    private static readonly Lazy<bool> Loads = new(() => NativeLibrary.TryLoad("lib_lightgbm", typeof(LightGbmBinaryTrainer).Assembly, null, out _));

    /// <summary>Whether LightGBM's native library loads here: it needs the system's OpenMP runtime.</summary>
    public static bool IsAvailable => Loads.Value;

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "gradient boosted trees of LightGBM";

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The native library does not load.</exception>
    public ILearner Create() => IsAvailable
        ? new LightGbm()
        : throw new InvalidInputException(
            $"learner: {LearnerName} needs the system's OpenMP runtime, which is not here; install it (Debian: libgomp1) or use another learner");
}
