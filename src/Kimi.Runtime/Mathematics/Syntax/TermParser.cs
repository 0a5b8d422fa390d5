using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads sums, products and powers.</summary>
internal sealed class TermParser
{
    private static readonly Expression s_minusOne = new Expression.Number(Fraction.Of(BigInteger.MinusOne));

    private readonly Reader _reader;
    private readonly AtomParser _atoms;

    /// <summary>Reads from a place in an answer.</summary>
    /// <param name="reader">The place.</param>
    /// <param name="answers">Reads what is in brackets.</param>
    public TermParser(Reader reader, AnswerParser answers)
    {
        _reader = reader;
        _atoms = new(reader, this, answers);
    }

    /// <summary>How many |…| and {…} are open here: a bar may close them, and begins no factor.</summary>
    public int OpenBars { get; set; }

    /// <summary>Reads a sum.</summary>
    public Expression Sum()
    {
        List<Expression> terms = [];
        do
        {
            var (isNegative, either) = Signs();
            var term = isNegative ? Negated(Product()) : Product();
            terms.Add(either is { } startsNegative ? new Expression.PlusMinus(term, startsNegative) : term);
        }
        while (_reader.Current is { Kind: TokenKind.Sign, Text: "+" or "-" } or { Kind: TokenKind.Command, Text: "pm" or "mp" });
        return terms.Count == 1 ? terms[0] : new Expression.Sum(terms);
    }

    /// <summary>Reads a factor with its powers and what else follows it.</summary>
    public Expression Factor()
    {
        var (isNegative, _) = Signs();
        var factor = Postfixed(_reader.Nested(_atoms.Read));
        return isNegative ? Negated(factor) : factor;
    }

    /// <summary>Reads what a function without brackets is of: the factors up to the next operator or function.</summary>
    public Expression FunctionArgument()
    {
        List<Expression> factors = [Factor()];
        while (StartsFactor() && !AtomParser.IsFunction(_reader.Current))
            factors.Add(Factor());
        if (_reader.Current.Is('/') && _reader.Following.Kind == TokenKind.Number)
        {
            _reader.Take();
            factors.Add(Inverse(Factor()));
        }

        return factors.Count == 1 ? factors[0] : new Expression.Product(factors);
    }

    /// <summary>What one divides by, as a factor.</summary>
    /// <param name="divisor">The divisor.</param>
    public static Expression Inverse(Expression divisor) => new Expression.Power(divisor, s_minusOne);

    /// <summary>The negative.</summary>
    /// <param name="expression">Of what.</param>
    public static Expression Negated(Expression expression) => new Expression.Product([s_minusOne, expression]);

    /// <summary>Reads a product.</summary>
    public Expression Product()
    {
        List<Expression> factors = [Factor()];
        while (true)
        {
            if (_reader.TakeSign('*'))
                factors.Add(Factor());
            else if (_reader.TakeSign('/'))
                factors.Add(Inverse(Factor()));
            else if (!StartsFactor())
                return factors.Count == 1 ? factors[0] : new Expression.Product(factors);
            else if (factors is [Expression.Number { Value.IsInteger: true, Decimals: null } whole] && MixedPart() is { } part)
                factors[0] = Postfixed(new Expression.Sum([whole, part]));
            else if (_reader.Current.Kind == TokenKind.Number && factors[^1] is Expression.Number)
                throw _reader.Unexpected("two numbers stand side by side");
            else
                Add(factors, Factor());
        }
    }

    // 1\frac{1}{2} is a mixed number, and 2\frac{a}{b} a product.
    private static void Add(List<Expression> factors, Expression factor)
    {
        var fraction = factor switch { Expression.Percent percent => percent.Value, Expression.Degrees degrees => degrees.Value, _ => factor };
        if (factors is [Expression.Number { Value.IsInteger: true, Decimals: null } whole]
            && fraction is Expression.Product { Factors: [Expression.Number numerator, Expression.Power { Base: Expression.Number denominator }] }
            && IsProper(numerator, denominator))
        {
            var mixed = new Expression.Sum([whole, fraction]);
            factors[0] = fraction == factor ? mixed : Tree.WithParts(factor, _ => mixed);
        }
        else
        {
            factors.Add(factor);
        }
    }

    // The fraction of a mixed number: 1 1/2. Null where what follows is none.
    private Expression.Product? MixedPart()
    {
        if (_reader.Current.Kind != TokenKind.Number || !_reader.Current.AfterSpace)
            return null;
        var mark = _reader.Mark;
        var numerator = NumberLiteral.Read(_reader.Take());
        if (_reader.TakeSign('/') && _reader.Current.Kind == TokenKind.Number && NumberLiteral.Read(_reader.Take()) is var denominator
            && IsProper(numerator, denominator))
        {
            return new([numerator, Inverse(denominator)]);
        }

        _reader.Return(mark);
        return null;
    }

    private static bool IsProper(Expression.Number numerator, Expression.Number denominator) =>
        numerator.Value is { IsInteger: true, Sign: > 0 } && denominator.Value.IsInteger && numerator.Value.Numerator < denominator.Value.Numerator;

    private Expression Postfixed(Expression factor)
    {
        for (var count = 0; ; count++)
        {
            if (count > 20)
                throw _reader.Unexpected("too much follows a value");
            if (_reader.TakeSign('^'))
                factor = Raised(factor);
            else if (_reader.TakeSign('!'))
                factor = new Expression.Call(Function.Factorial, [factor]);
            else if (_reader.TakeSign('%'))
                factor = new Expression.Percent(factor);
            else if (_reader.TakeCommand("circ"))
                factor = new Expression.Degrees(factor);
            else if (factor is Expression.Symbol symbol && (_reader.TakeSign('\'') || _reader.TakeCommand("prime")))
                factor = new Expression.Symbol(symbol.Name + "'");
            else if (_reader.TakeSign('_'))
                factor = WithSubscript(factor, _atoms.Script());
            else if (factor is Expression.Symbol { Name: [>= 'f' and <= 'h' or >= 'F' and <= 'H' or 'W', ..] } function && _reader.TakeSign('('))
                factor = new Expression.Applied(function.Name, Arguments());
            else
                return factor;
        }
    }

    private List<Expression> Arguments()
    {
        var arguments = _atoms.InBrackets();
        _reader.Expect(')');
        return arguments;
    }

    private Expression Raised(Expression factor)
    {
        if (factor is Expression.Symbol symbol && (_reader.TakeCommand("prime") || _reader.TakeSign('*')))
            return new Expression.Symbol(symbol.Name + "'");
        if (_reader.TakeCommand("circ"))
            return new Expression.Degrees(factor);
        if (_reader.Current.Is('{') && _reader.Following.IsCommand("circ"))
        {
            _reader.Take();
            _reader.Take();
            _reader.Expect('}');
            return new Expression.Degrees(factor);
        }

        if (_reader.Current.Is('{') && _reader.Following.Is('}'))
        {
            _reader.Take();
            _reader.Take();
            return factor;
        }

        var (isNegative, _) = Signs();
        var exponent = _atoms.Argument(isWholeNumber: true);
        if (_reader.TakeSign('^'))
            exponent = _reader.Nested(() => Raised(exponent));
        return new Expression.Power(factor, isNegative ? Negated(exponent) : exponent);
    }

    private Expression WithSubscript(Expression factor, string script) => factor switch
    {
        Expression.Number number when script.Length > 0 => new Expression.Based(number.Value.ToString(), script),
        Expression.Symbol symbol => new Expression.Symbol($"{symbol.Name}_{script}"),
        Expression.Constant constant => new Expression.Symbol($"{constant.Name}_{script}"),
        Expression.Applied applied => applied with { Name = $"{applied.Name}_{script}" },
        _ => throw _reader.Unexpected("a subscript has nothing before it"),
    };

    // An even number of minus signs is none; null where ± is not among them.
    private (bool IsNegative, bool? Either) Signs()
    {
        var (isNegative, either) = (false, (bool?)null);
        while (true)
        {
            if (_reader.TakeSign('-'))
                isNegative = !isNegative;
            else if (_reader.TakeCommand("pm"))
                either = false;
            else if (_reader.TakeCommand("mp"))
                either = true;
            else if (!_reader.TakeSign('+'))
                return (isNegative, either);
        }
    }

    private bool StartsFactor() => _reader.Current switch
    {
        { Kind: TokenKind.Number or TokenKind.Begin } => true,
        { Kind: TokenKind.Word } word => !UnitParser.StartsUnit(word) && word.Text.ToUpperInvariant() is not ("AND" or "OR"),
        { Kind: TokenKind.Sign, Text: "(" or "[" or "{" } => true,
        { Kind: TokenKind.Sign, Text: "|" } => OpenBars == 0,
        { Kind: TokenKind.Command } command => AtomParser.Starts(command),
        _ => false,
    };
}
