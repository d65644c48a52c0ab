using System.Text.Json.Serialization;

namespace RlQuery.Core.Data;

/// <summary>What the target of a data set holds for each row, or the answer of a question.</summary>
public enum TargetKind
{
    /// <summary>A class: every distinct text of the target column is one.</summary>
    [JsonStringEnumMemberName("classification")]
    Class,

    /// <summary>A real number.</summary>
    [JsonStringEnumMemberName("regression")]
    Number,

    /// <summary>A set of classes, none, one or several: texts between semicolons, and <c>{}</c> for the empty set.</summary>
    [JsonStringEnumMemberName("multilabel")]
    ClassSet,

    /// <summary>Whether two rows belong together: an answer of clustering, which asks about pairs. No data set has it as its target.</summary>
    [JsonStringEnumMemberName("clustering")]
    Link,

    /// <summary>A text, such as the translation of a sentence.</summary>
    [JsonStringEnumMemberName("translation")]
    Text,
}
