namespace TeamTypes;

/// <summary>Where a move goes.</summary>
public enum Direction
{
    /// <summary>Up.</summary>
    North,

    /// <summary>To the right.</summary>
    East,

    /// <summary>Down.</summary>
    South,

    /// <summary>To the left.</summary>
    West,
}
