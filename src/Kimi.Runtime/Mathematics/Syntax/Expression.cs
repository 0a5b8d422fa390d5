using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>What an answer says, as a tree: a closed union of what mathematics writes as answers.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>A number without a variable, as it was written.</summary>
    /// <param name="Value">Its exact value.</param>
    internal sealed record Number(Fraction Value) : Expression
    {
        /// <summary>The digits after the decimal point; null where it has no point, or its digits repeat for ever.</summary>
        public int? Decimals { get; init; }

        /// <summary>The digits from the first that is not 0.</summary>
        public int SignificantDigits { get; init; }
    }

    /// <summary>A number in another base than ten, as <c>204_5</c>.</summary>
    /// <param name="Digits">Its digits.</param>
    /// <param name="Base">The base.</param>
    internal sealed record Based(string Digits, string Base) : Expression;

    /// <summary>A variable, or a name that is not known.</summary>
    /// <param name="Name">Its name, with its subscript.</param>
    internal sealed record Symbol(string Name) : Expression;

    /// <summary>A number that has a name.</summary>
    /// <param name="Name">Which.</param>
    internal sealed record Constant(ConstantName Name) : Expression;

    /// <summary>A sum; what is subtracted is multiplied by −1.</summary>
    /// <param name="Terms">The summands.</param>
    internal sealed record Sum(IReadOnlyList<Expression> Terms) : Expression;

    /// <summary>A product; what is divided by has the power −1.</summary>
    /// <param name="Factors">The factors.</param>
    internal sealed record Product(IReadOnlyList<Expression> Factors) : Expression;

    /// <summary>A power.</summary>
    /// <param name="Base">What is raised.</param>
    /// <param name="Exponent">The exponent.</param>
    internal sealed record Power(Expression Base, Expression Exponent) : Expression;

    /// <summary>A summand of either sign.</summary>
    /// <param name="Term">The summand.</param>
    /// <param name="StartsNegative">Whether it is ∓: minus where others are plus.</param>
    internal sealed record PlusMinus(Expression Term, bool StartsNegative) : Expression;

    /// <summary>A known function.</summary>
    /// <param name="Function">Which.</param>
    /// <param name="Arguments">What it is called with.</param>
    internal sealed record Call(Function Function, IReadOnlyList<Expression> Arguments) : Expression;

    /// <summary>A function that the problem defines, as <c>f(x)</c>.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Arguments">What it is called with.</param>
    internal sealed record Applied(string Name, IReadOnlyList<Expression> Arguments) : Expression;

    /// <summary>Hundredths.</summary>
    /// <param name="Value">Their number.</param>
    internal sealed record Percent(Expression Value) : Expression;

    /// <summary>An angle in degrees.</summary>
    /// <param name="Value">Their number.</param>
    internal sealed record Degrees(Expression Value) : Expression;

    /// <summary>A value with its unit.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Unit">The unit, as written.</param>
    internal sealed record Quantity(Expression Value, string Unit) : Expression;

    /// <summary>A ratio, as <c>7:32</c>.</summary>
    /// <param name="Parts">Its parts.</param>
    internal sealed record Ratio(IReadOnlyList<Expression> Parts) : Expression;

    /// <summary>Equations and inequalities, as <c>a = b &lt; c</c>.</summary>
    /// <param name="Members">What is compared.</param>
    /// <param name="Relations">The relation after each member but the last.</param>
    internal sealed record Relation(IReadOnlyList<Expression> Members, IReadOnlyList<RelationKind> Relations) : Expression;

    /// <summary>Several in brackets: a tuple, a vector, a point or an interval.</summary>
    /// <param name="Open">The opening bracket: <c>(</c>, <c>[</c> or <c>&lt;</c>.</param>
    /// <param name="Items">What is within.</param>
    /// <param name="Close">The closing bracket.</param>
    internal sealed record Tuple(char Open, IReadOnlyList<Expression> Items, char Close) : Expression;

    /// <summary>Several without brackets, or in braces: their order does not matter.</summary>
    /// <param name="Items">The elements.</param>
    /// <param name="Joined">What stands between them.</param>
    internal sealed record Set(IReadOnlyList<Expression> Items, Joined Joined) : Expression;

    /// <summary>A set that has a name.</summary>
    /// <param name="Letter">Its letter, as R for the real numbers.</param>
    internal sealed record NamedSet(string Letter) : Expression;

    /// <summary>Sets that are joined, as <c>(0,1) ∪ (2,3)</c>; from left to right.</summary>
    /// <param name="Operation">How.</param>
    /// <param name="Left">What is on the left.</param>
    /// <param name="Right">What is on the right.</param>
    internal sealed record SetOperation(SetOperator Operation, Expression Left, Expression Right) : Expression;

    /// <summary>A matrix or a column.</summary>
    /// <param name="Rows">Its rows, each as long as the others.</param>
    internal sealed record Matrix(IReadOnlyList<IReadOnlyList<Expression>> Rows) : Expression;

    /// <summary>Words.</summary>
    /// <param name="Words">The words, in one spelling.</param>
    internal sealed record Text(string Words) : Expression;

    /// <summary>A choice that is named together with what it says, as <c>(C) 12</c>.</summary>
    /// <param name="Letter">The letter.</param>
    /// <param name="Value">What it says.</param>
    internal sealed record Choice(string Letter, Expression Value) : Expression;
}

/// <summary>Numbers that have names.</summary>
internal enum ConstantName
{
    /// <summary>π.</summary>
    Pi,

    /// <summary>e.</summary>
    E,

    /// <summary>The imaginary unit.</summary>
    I,

    /// <summary>∞.</summary>
    Infinity,
}

/// <summary>How two members of a relation compare.</summary>
internal enum RelationKind
{
    /// <summary>=.</summary>
    Equal,

    /// <summary>≠.</summary>
    NotEqual,

    /// <summary>&lt;.</summary>
    Less,

    /// <summary>≤.</summary>
    LessOrEqual,

    /// <summary>&gt;.</summary>
    Greater,

    /// <summary>≥.</summary>
    GreaterOrEqual,

    /// <summary>≈.</summary>
    Approximate,

    /// <summary>∈.</summary>
    In,

    /// <summary>⊂, ⊆.</summary>
    Within,

    /// <summary>≡.</summary>
    Congruent,
}

/// <summary>How sets are joined.</summary>
internal enum SetOperator
{
    /// <summary>∪.</summary>
    Union,

    /// <summary>∩.</summary>
    Intersection,

    /// <summary>∖.</summary>
    Difference,
}

/// <summary>What stands between the elements of a set.</summary>
internal enum Joined
{
    /// <summary>Braces are around it, with commas.</summary>
    InBraces,

    /// <summary>Braces are around it that LaTeX does not show, with commas: a set's or a tuple's, without their backslashes.</summary>
    InHiddenBraces,

    /// <summary>Commas or semicolons.</summary>
    ByCommas,

    /// <summary>"and".</summary>
    ByAnd,

    /// <summary>"or".</summary>
    ByOr,
}
