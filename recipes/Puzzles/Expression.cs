namespace Kimi.Recipes.Puzzles;

/// <summary>
/// Evaluates expressions of whole numbers: sum = product {(+|-) product}, product = factor {* factor}, factor = number | ( sum ) | - factor.
/// </summary>
public static class Expression
{
    private const int MostDigits = 6;
    private const int Deepest = 32;

    /// <summary>Evaluates an expression.</summary>
    /// <param name="text">The expression, without spaces.</param>
    /// <param name="value">Its value.</param>
    /// <param name="numbers">The numbers in it, in their order.</param>
    /// <returns>Whether it is an expression.</returns>
    public static bool TryEvaluate(string text, out long value, out IReadOnlyList<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new Reader(text);
        numbers = reader.Numbers;
        var isRead = reader.Sum(0, out value);
        return isRead && reader.IsAtEnd;
    }

    private sealed class Reader(string text)
    {
        private int _place;

        public List<int> Numbers { get; } = [];

        public bool IsAtEnd => _place == text.Length;

        public bool Sum(int depth, out long value)
        {
            if (!Product(depth, out value))
                return false;
            while (Takes('+') || Takes('-'))
            {
                var sign = text[_place - 1];
                if (!Product(depth, out var term))
                    return false;
                value += sign == '+' ? term : -term;
            }

            return true;
        }

        private bool Product(int depth, out long value)
        {
            if (!Factor(depth, out value))
                return false;
            while (Takes('*'))
            {
                // An expression that overflows is never an answer.
                if (!Factor(depth, out var factor) || Math.Abs((double)value * factor) > int.MaxValue)
                    return false;
                value *= factor;
            }

            return true;
        }

        private bool Factor(int depth, out long value)
        {
            value = 0;
            if (depth > Deepest)
                return false;
            if (Takes('('))
                return Sum(depth + 1, out value) && Takes(')');
            if (Takes('-'))
            {
                var isRead = Factor(depth + 1, out value);
                value = -value;
                return isRead;
            }

            var start = _place;
            while (_place < text.Length && char.IsAsciiDigit(text[_place]) && _place - start < MostDigits)
                value = (value * 10) + (text[_place++] - '0');
            if (_place == start)
                return false;
            Numbers.Add((int)value);
            return true;
        }

        private bool Takes(char symbol)
        {
            if (_place >= text.Length || text[_place] != symbol)
                return false;
            _place++;
            return true;
        }
    }
}
