namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Sets what a file says against what a session has.</summary>
internal static class ImportMerge
{
    /// <summary>What is new, in the events that are to be stored, and how much of what is not.</summary>
    /// <remarks>Where both say when, an answer gives way to none that is older, in whichever order files are imported.</remarks>
    /// <param name="list">What the file says.</param>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="hash">Hash of the file.</param>
    public static ImportSummary Of(AnnotationList list, LabellingState state, string hash)
    {
        var leftOut = list.LeftOut.Where(one => one.Value > 0).ToDictionary();
        var events = new List<LabellingEvent>();
        var annotators = new List<string>();
        (int labels, int skips, int replaced, int truths) = (0, 0, 0, 0);
        foreach (Annotation one in list.Annotations)
        {
            Opinion[] own = [.. state.OpinionsOf(one.Row).Where(said => said.By == one.By)];
            PassedOver? reason = own.Length == 0 ? null : ReasonAgainst(one, own[0]);
            if (reason is { } why)
            {
                leftOut[why] = leftOut.GetValueOrDefault(why) + 1;
            }
            else
            {
                _ = own.Length > 0 ? replaced++ : one.Answer is null ? skips++ : labels++;
                truths += one.IsGroundTruth ? 1 : 0;
                annotators.AddRange(one.By is { } name && !annotators.Contains(name) ? [name] : []);
            }
            // That it was said again later is worth keeping, though it is known.
            if (reason is null || (reason == PassedOver.Known && one.At is { } time && !(own[0].At >= time)))
            {
                events.Add(new RowImported(one.Row, one.Answer) { By = one.By, At = one.At, IsGroundTruth = one.IsGroundTruth });
            }
        }
        events.AddRange(list.Settlements);
        return new ImportSummary(events.Count == 0 ? [] : [new FileImported(hash, events.Count), .. events], annotators, leftOut, WasBefore: false)
        {
            Labels = labels,
            Skips = skips,
            Replaced = replaced,
            GroundTruth = truths,
            Settled = list.Settlements.Count,
            Control = list.Control,
            OtherControls = list.OtherControls,
        };
    }

    private static PassedOver? ReasonAgainst(Annotation one, Opinion own) => one.At < own.At ? (Says(one, own) ? PassedOver.Known : PassedOver.Older)
        : Says(one, own) ? PassedOver.Known : null;

    private static bool Says(Annotation one, Opinion own) => own.Answer == one.Answer && own.IsGroundTruth == one.IsGroundTruth;
}
