namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>A part of an answer's text that belongs together.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The digits, letters, name or sign.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="AfterSpace">Whether space is before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Place, bool AfterSpace)
{
    /// <summary>Whether it is a given sign.</summary>
    /// <param name="sign">The sign.</param>
    public bool Is(char sign) => Kind == TokenKind.Sign && Text[0] == sign;

    /// <summary>Whether it is a given command.</summary>
    /// <param name="name">Its name, without the backslash.</param>
    public bool IsCommand(string name) => Kind == TokenKind.Command && Text == name;
}

/// <summary>Kinds of tokens.</summary>
internal enum TokenKind
{
    /// <summary>A number, written with a point and without separators; repeating digits are in brackets.</summary>
    Number,

    /// <summary>Letters that stand together.</summary>
    Word,

    /// <summary>A command, without its backslash.</summary>
    Command,

    /// <summary>One character.</summary>
    Sign,

    /// <summary>The words of <c>\text{…}</c>.</summary>
    Text,

    /// <summary>Where an environment begins: its name.</summary>
    Begin,

    /// <summary>Where an environment ends: its name.</summary>
    End,

    /// <summary><c>\\</c>, between rows.</summary>
    NewRow,

    /// <summary>The end of the answer.</summary>
    EndOfText,
}
