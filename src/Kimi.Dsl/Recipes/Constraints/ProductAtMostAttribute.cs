namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage or component, that the product of some options is at most the product of others (KIMI5007): the tokens that a
/// search for repetition looks at are at most those of a response.
/// </summary>
/// <param name="factors">The options that are multiplied: options of the same attribute, or else of the stage that the component is on.</param>
/// <param name="limit">The options whose product is the limit; of a list, its length counts, if it has any.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ProductAtMostAttribute(string[] factors, string[] limit) : Attribute
{
    /// <summary>The options that are multiplied.</summary>
    public IReadOnlyList<string> Factors { get; } = factors;

    /// <summary>The options whose product is the limit.</summary>
    public IReadOnlyList<string> Limit { get; } = limit;

    /// <summary>What is added to the last option of the limit before it is multiplied. Default: 0.</summary>
    public double AddedToLast { get; set; }

    /// <summary>Whether a limit of 0 is none. Default: false.</summary>
    public bool ZeroIsNoLimit { get; set; }

    /// <summary>What happens otherwise, in the words of the message: <c>no response is that long</c>.</summary>
    public string Because { get; set; } = "the two contradict each other";
}

/// <summary>
/// Declares, on the attribute class of a stage or component, that the sum of some options is at most another one (KIMI5007): warm-up and decay of a learning
/// rate are at most all steps.
/// </summary>
/// <param name="terms">The options that are added: options of the same attribute, or else of the stage that the component is on.</param>
/// <param name="limit">The option that is the limit.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SumAtMostAttribute(string[] terms, string limit) : Attribute
{
    /// <summary>The options that are added.</summary>
    public IReadOnlyList<string> Terms { get; } = terms;

    /// <summary>The option that is the limit.</summary>
    public string Limit { get; } = limit;

    /// <summary>Which of the terms are shares of the limit, and count multiplied by it. Default: none.</summary>
    public string[] Shares { get; set; } = [];

    /// <summary>The share of the limit by which the sum may exceed it. Default: 0.</summary>
    public double Tolerance { get; set; }

    /// <summary>What happens otherwise, in the words of the message.</summary>
    public string Because { get; set; } = "the two contradict each other";
}
