using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kimi.Runtime.Sandboxes;

/// <summary>
/// A program in postfix notation, such as <c>x y + 2 *</c> for (x + y) · 2. Words are separated by white space and work on a stack of whole numbers of
/// 64 bits:
/// <list type="bullet">
/// <item>a whole number pushes itself;</item>
/// <item><c>x y z u v w</c> push the first to the sixth number of the input;</item>
/// <item><c>+ - * / % min max</c> replace the two topmost numbers by their result; division rounds down and the remainder has the sign of the divisor, as in
/// Python;</item>
/// <item><c>neg abs</c> replace the topmost; <c>dup</c> copies it, <c>drop</c> removes it, <c>swap</c> exchanges the two topmost.</item>
/// </list>
/// The program's result is the one number that is left. There are no loops: it takes one step for each word.
/// </summary>
internal sealed class PostfixProgram
{
    private const string Variables = "xyzuvw";

    private static readonly char[] s_whiteSpace = [' ', '\t', '\r', '\n'];

    private readonly IReadOnlyList<string> _words;

    private PostfixProgram(IReadOnlyList<string> words) => _words = words;

    /// <summary>Reads a program.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="program">The program.</param>
    /// <param name="problem">What is wrong where it is none.</param>
    /// <returns>Whether every word is one of the language.</returns>
    public static bool TryRead(string source, [NotNullWhen(true)] out PostfixProgram? program, [NotNullWhen(false)] out string? problem)
    {
        var words = source.Split(s_whiteSpace, StringSplitOptions.RemoveEmptyEntries);
        var unknown = words.FirstOrDefault(word => !IsWord(word));
        problem = words.Length == 0 ? "the program is empty" : unknown is null ? null : $"'{unknown}' is no word of the language and no number of 64 bits";
        program = problem is null ? new(words) : null;
        return problem is null;
    }

    /// <summary>Runs it.</summary>
    /// <param name="input">The numbers of <c>x y z u v w</c>, separated by white space.</param>
    /// <param name="maxSteps">How many steps it may take.</param>
    /// <param name="maxDepth">How many numbers its stack may hold.</param>
    public PostfixResult Run(string input, long maxSteps, long maxDepth)
    {
        var numbers = input.Split(s_whiteSpace, StringSplitOptions.RemoveEmptyEntries);
        var stack = new Stack<long>();
        var deepest = 0;
        for (var step = 0; step < _words.Count; step++)
        {
            if (step >= maxSteps)
                return new(PostfixEnd.OutOfSteps, deepest);
            if (Execute(_words[step], stack, numbers) is { } error)
                return new(PostfixEnd.Failed, deepest) { Error = $"word {step + 1}, '{_words[step]}': {error}" };
            deepest = Math.Max(deepest, stack.Count);
            if (deepest > maxDepth)
                return new(PostfixEnd.OutOfMemory, deepest);
        }

        return stack.Count == 1
            ? new(PostfixEnd.Finished, deepest) { Value = stack.Pop() }
            : new(PostfixEnd.Failed, deepest) { Error = $"the program leaves {stack.Count} numbers and not one" };
    }

    // What went wrong, or null.
    private static string? Execute(string word, Stack<long> stack, string[] input)
    {
        if (TryNumber(word, out var number))
            return Push(stack, number);
        if (IsVariable(word))
        {
            var index = Variables.IndexOf(word[0], StringComparison.Ordinal);
            return index >= input.Length ? $"the input has {input.Length} numbers"
                : TryNumber(input[index], out var value) ? Push(stack, value)
                : "the input's is no number of 64 bits";
        }

        var operands = Operands(word);
        if (stack.Count < operands)
            return $"the stack has {stack.Count} of {operands} numbers";
        var right = stack.Pop();
        return operands == 1 ? ExecuteOnOne(word, stack, right) : ExecuteOnTwo(word, stack, stack.Pop(), right);
    }

    private static string? ExecuteOnOne(string word, Stack<long> stack, long operand)
    {
        switch (word)
        {
            case "drop":
                return null;
            case "dup":
                stack.Push(operand);
                return Push(stack, operand);
            default:
                return PushBounded(stack, word == "neg" ? -(Int128)operand : Int128.Abs(operand));
        }
    }

    private static string? ExecuteOnTwo(string word, Stack<long> stack, long left, long right)
    {
        if (word == "swap")
        {
            stack.Push(right);
            return Push(stack, left);
        }

        if (right == 0 && word is "/" or "%")
            return "division by zero";
        return PushBounded(stack, word switch
        {
            "+" => (Int128)left + right,
            "-" => (Int128)left - right,
            "*" => (Int128)left * right,
            "/" => (left - Remainder(left, right)) / right,
            "%" => Remainder(left, right),
            "min" => Math.Min(left, right),
            _ => Math.Max(left, right),
        });
    }

    private static Int128 Remainder(Int128 left, Int128 right) => ((left % right) + right) % right;

    private static string? PushBounded(Stack<long> stack, Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? Push(stack, (long)value) : "the result has more than 64 bits";

    private static string? Push(Stack<long> stack, long value)
    {
        stack.Push(value);
        return null;
    }

    private static bool IsWord(string word) => TryNumber(word, out _) || IsVariable(word) || Operands(word) > 0;

    private static bool IsVariable(string word) => word.Length == 1 && Variables.Contains(word[0], StringComparison.Ordinal);

    private static int Operands(string word) => word switch
    {
        "+" or "-" or "*" or "/" or "%" or "min" or "max" or "swap" => 2,
        "neg" or "abs" or "dup" or "drop" => 1,
        _ => 0,
    };

    private static bool TryNumber(string word, out long number) => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}

/// <summary>How a program in postfix notation ended.</summary>
/// <param name="End">How.</param>
/// <param name="Deepest">The most numbers that its stack held.</param>
internal sealed record PostfixResult(PostfixEnd End, int Deepest)
{
    /// <summary>The number that is left of a program that finished.</summary>
    public long Value { get; init; }

    /// <summary>What went wrong in one that failed.</summary>
    public string Error { get; init; } = "";
}

/// <summary>How programs in postfix notation end.</summary>
internal enum PostfixEnd
{
    /// <summary>With one number.</summary>
    Finished,

    /// <summary>With an error, or with more or fewer numbers.</summary>
    Failed,

    /// <summary>It has more words than it may take steps.</summary>
    OutOfSteps,

    /// <summary>Its stack holds more than it may.</summary>
    OutOfMemory,
}
