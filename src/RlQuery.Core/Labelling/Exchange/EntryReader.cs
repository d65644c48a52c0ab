using System.Text.Json;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Reads entries of JSON, tasks of Label Studio and flat records: all are looked at first, to find whose answers count, and then read.</summary>
/// <param name="list">Receives what was said.</param>
/// <param name="named">The control that was asked for; null for none.</param>
internal sealed class EntryReader(AnnotationList list, string? named)
{
    private readonly AnswerControl _ofTasks = new(list, named);
    private readonly AnswerControl _ofRecords = new(list, named);
    private readonly IReadOnlySet<string> _beside = FlatRecords.NamesBeside(list.Table);
    private (string? OfTasks, string? OfRecords)? _controls;

    /// <summary>Looks at an entry.</summary>
    public void See(JsonElement entry)
    {
        if (LabelStudioAnnotations.IsTask(entry))
        {
            LabelStudioAnnotations.See(list, _ofTasks, entry);
        }
        else
        {
            FlatRecords.See(list, _ofRecords, _beside, entry);
        }
    }

    /// <summary>Reads an entry; all were looked at.</summary>
    /// <param name="where">Place in the file.</param>
    /// <param name="entry">The entry.</param>
    public void Read(string where, JsonElement entry)
    {
        if (_controls is null)
        {
            _controls = (_ofTasks.Find(isTyped: true), _ofRecords.Find(isTyped: false));
            list.OtherControls = [.. _ofTasks.Names, .. _ofRecords.Names];
        }
        if (entry.ValueKind != JsonValueKind.Object)
        {
            list.Refuse(where, "is no object");
        }
        else if (LabelStudioAnnotations.IsTask(entry))
        {
            LabelStudioAnnotations.Read(list, where, entry, _controls.Value.OfTasks);
        }
        else
        {
            FlatRecords.Read(list, where, entry, _controls.Value.OfRecords);
        }
    }
}
