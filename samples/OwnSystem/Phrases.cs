namespace OwnSystem;

/// <summary>What buyers and shops say to each other: <c>?a;</c> → <c>3</c>, <c>+a2;</c> → <c>#1</c>, <c>+a9;</c> → <c>!</c></summary>
public static class Phrases
{
    /// <summary>All characters in use.</summary>
    public const string Alphabet = Items + "0123456789=?+#!;";

    /// <summary>The items that shops may have.</summary>
    public const string Items = "abcdefghij";

    /// <summary>What ends a buyer's turn.</summary>
    public const string TurnEnd = ";";

    /// <summary>Asks how much of an item is there.</summary>
    /// <param name="item">The item.</param>
    public static string Ask(char item) => $"?{item}";

    /// <summary>Orders.</summary>
    /// <param name="order">The order.</param>
    public static string Say(Order order) => $"+{order?.Item}{order?.Pieces}";

    /// <summary>The item that a turn asks for, or null.</summary>
    /// <param name="turn">The turn.</param>
    public static char? AskedIn(string turn) => turn is ['?', var item] && Items.Contains(item) ? item : null;

    /// <summary>The order in a turn, or null.</summary>
    /// <param name="turn">The turn.</param>
    public static Order? OrderIn(string turn) =>
        turn is ['+', var item, var pieces] && Items.Contains(item) && char.IsAsciiDigit(pieces) ? new(item, pieces - '0') : null;

    /// <summary>Says how much is there.</summary>
    /// <param name="pieces">How much; null when the shop does not sell it.</param>
    public static string InStock(int? pieces) => pieces is null ? Refused : $"{pieces}";

    /// <summary>Says whether an order was taken.</summary>
    /// <param name="number">Its number; null when it was not.</param>
    public static string Taken(int? number) => number is null ? Refused : $"#{number}";

    /// <summary>What a shop says to an order that it cannot fill, and to everything that it does not understand.</summary>
    public const string Refused = "!";
}
