using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents;

/// <summary>A normalisation within a checkpoint.</summary>
internal static class NormalisationFile
{
    public static void Save(TensorFile checkpoint, Normalisation normalisation)
    {
        checkpoint.Add("normalisation.signal_means", normalisation.SignalMeans);
        checkpoint.Add("normalisation.signal_deviations", normalisation.SignalDeviations);
        checkpoint.Add("normalisation.context_means", normalisation.ContextMeans);
        checkpoint.Add("normalisation.context_deviations", normalisation.ContextDeviations);
    }

    public static Normalisation Load(TensorFile checkpoint, SignalList list)
    {
        int signals = list.Signals.Count;
        int context = ObservationEncoder.ContextWidthOf(list);
        return new Normalisation(
            checkpoint.Float32("normalisation.signal_means", signals), checkpoint.Float32("normalisation.signal_deviations", signals),
            checkpoint.Float32("normalisation.context_means", context), checkpoint.Float32("normalisation.context_deviations", context));
    }
}
