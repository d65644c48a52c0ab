namespace RlQuery.Core.Data;

/// <summary>Looks at the pictures that rows are regions of, for learners.</summary>
public interface IPictureViews
{
    /// <summary>Why the pictures of a table cannot be seen; null if they can.</summary>
    /// <param name="table">The table's file.</param>
    string? FaultOf(string table);

    /// <summary>Looks at a picture.</summary>
    /// <param name="table">The table's file.</param>
    /// <param name="picture">Name of the picture.</param>
    /// <exception cref="InvalidInputException">The picture or the map of its regions cannot be read.</exception>
    PictureView See(string table, string picture);
}
