using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Recipes.Programs;

/// <summary>
/// Operations on x, from left to right, each with a digit, x or y. <c>&lt;</c> and <c>&gt;</c> are the lesser and the greater of two numbers.
/// </summary>
/// <param name="Operations">Each with one of <c>+ - * &lt; &gt;</c>.</param>
public sealed record Calculation(IReadOnlyList<(char Operator, char Operand)> Operations)
{
    /// <summary>The operators.</summary>
    public const string Operators = "+-*<>";

    /// <summary>The operands.</summary>
    public const string Operands = "123456789xy";

    /// <summary>A random calculation.</summary>
    /// <param name="random">Where the operations come from.</param>
    /// <param name="operations">How many it has.</param>
    public static Calculation Random(Random random, int operations)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new([.. Enumerable.Range(0, operations).Select(_ => (Of(random, Operators), Of(random, Operands)))]);
    }

    /// <summary>One of several characters.</summary>
    /// <param name="random">Which one.</param>
    /// <param name="characters">The characters.</param>
    public static char Of(Random random, string characters)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(characters);
        return characters[random.Next(characters.Length)];
    }

    /// <summary>Reads a calculation as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">Such as <c>x+3*y=</c>.</param>
    public static Calculation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new([.. text[1..].TrimEnd('=').Chunk(2).Select(pair => (pair[0], pair[1]))]);
    }

    /// <summary>What it comes to.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="y">The second input.</param>
    public long Result(long x, long y) => Operations.Aggregate(x, (value, operation) =>
    {
        var operand = operation.Operand switch { 'x' => x, 'y' => y, var digit => digit - '0' };
        return operation.Operator switch
        {
            '+' => value + operand,
            '-' => value - operand,
            '*' => value * operand,
            '<' => Math.Min(value, operand),
            _ => Math.Max(value, operand),
        };
    });

    /// <summary>It as a program.</summary>
    /// <param name="language">Postfix, or Python: a function f.</param>
    public string Program(ProgramLanguage language) => language == ProgramLanguage.Python
        ? $"f=lambda x,y:{Operations.Aggregate("x", (program, operation) => operation.Operator switch
        {
            '<' => $"min({program},{operation.Operand})",
            '>' => $"max({program},{operation.Operand})",
            _ => $"({program}{operation.Operator}{operation.Operand})",
        })}"
        : Operations.Aggregate("x", (program, operation) => $"{program} {operation.Operand} {operation.Operator switch
        {
            '<' => "min",
            '>' => "max",
            var sign => sign,
        }}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"x{string.Concat(Operations.Select(operation => $"{operation.Operator}{operation.Operand}"))}=");
}
