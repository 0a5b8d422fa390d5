using Kimi.Shared.Declarations;

namespace Kimi.Generators.Model;

/// <summary>An attribute as generated code creates it.</summary>
internal record AttributeModel
{
    private readonly Uncompared<AttributeClass> _class;

    /// <summary>Its class.</summary>
    public required TypeRef Type { get; init; }

    /// <summary>As the user writes it, without brackets: <c>LengthPenalty</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The constructor's arguments, as source.</summary>
    public required EquatableArray<string> Arguments { get; init; }

    /// <summary>The options it sets.</summary>
    public required EquatableArray<OptionModel> Options { get; init; }

    /// <summary>The options that its constructor takes as they are, among <see cref="Arguments"/>: what is demanded of them is demanded of these too.</summary>
    public EquatableArray<OptionModel> Taken { get; init; }

    /// <summary>The mark of its name.</summary>
    public required int Mark { get; init; }

    /// <summary>What its class declares, which no comparison of models regards: generated code does not depend on it.</summary>
    public required AttributeClass Class
    {
        get => _class.Value;
        init => _class = new(value);
    }

    /// <summary>A type it takes that generated code cannot name, or null.</summary>
    public required TypeRef? Hidden { get; init; }
}

/// <summary>A stage attribute: what its class declares, and the options given.</summary>
internal sealed record StageAttributeModel : AttributeModel
{
    /// <summary>The class that derives from <c>StageAttribute&lt;…&gt;</c> itself: what a stage contract is registered for.</summary>
    public required TypeRef OptionsType { get; init; }

    /// <summary>What it takes.</summary>
    public required EquatableArray<InputModel> Inputs { get; init; }

    /// <summary>What it makes; for a transform, what its method makes.</summary>
    public required TypeRef Output { get; init; }

    /// <summary>The kinds of component it takes.</summary>
    public required ComponentKinds Takes { get; init; }

    /// <summary>The kinds of component it cannot do without.</summary>
    public required ComponentKinds Requires { get; init; }

    /// <summary>Whether it marks a method with a body.</summary>
    public required bool IsTransform { get; init; }

    /// <summary>Whether a public class may name its types in public members.</summary>
    public required bool IsPublic { get; init; }
}

/// <summary>An attribute on a recipe class, whose options are defaults of stages or components in it.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Target">The class of attribute, or a base of theirs, that it gives options to.</param>
internal sealed record ClassDefaultModel(AttributeModel Attribute, TypeRef Target);

/// <summary>A component on a stage.</summary>
internal sealed record ComponentModel : AttributeModel
{
    /// <summary>What it is.</summary>
    public required ComponentKind Kind { get; init; }

    /// <summary>Whether it judges by a reward model, which its stage then takes after its inputs.</summary>
    public required bool TakesRewardModel { get; init; }
}

/// <summary>A declared input of a stage.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="IsList">Whether it takes one or more.</param>
internal readonly record struct InputModel(TypeRef Artifact, bool IsList)
{
    /// <summary>As a message writes it.</summary>
    public string Name => IsList ? $"one or more {Artifact.Name}" : Artifact.Name;
}

/// <summary>An option that an attribute sets to a constant.</summary>
internal sealed record OptionModel
{
    /// <summary>The property.</summary>
    public required string Name { get; init; }

    /// <summary>The constant as source.</summary>
    public required string Literal { get; init; }

    /// <summary>The constant as a message writes it.</summary>
    public required string Text { get; init; }

    /// <summary>Its value, when it is a number.</summary>
    public required double? Number { get; init; }

    /// <summary>Its length, when it is a string or an array.</summary>
    public required int? Length { get; init; }

    /// <summary>Its items, when it is an array of numbers.</summary>
    public required EquatableArray<double> Numbers { get; init; }

    /// <summary>The text, when it is one, or its items, when it is an array of texts.</summary>
    public required EquatableArray<string> Texts { get; init; }

    /// <summary>What a class gives the option if it is not given here, as a message writes it; null for the option's own default.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Whether the value itself is written, and not an expression that may have another value another time.</summary>
    public required bool IsWritten { get; init; }

    /// <summary>The mark of the argument.</summary>
    public required int Mark { get; init; }

    /// <summary>The value as rules take it.</summary>
    public OptionValue ToValue() => new() { Text = Text, Number = Number, Length = Length, Numbers = Numbers, Texts = Texts, IsGiven = true, Mark = Mark };
}
