namespace Kimi.Generators.Model;

/// <summary>
/// A recipe class, flat and equatable: everything that rules and emitter know. It holds no locations, only marks, whose places the parser keeps, so that an
/// edit elsewhere in the file leaves it equal.
/// </summary>
internal sealed record RecipeModel
{
    /// <summary>The class.</summary>
    public required TypeRef Type { get; init; }

    /// <summary>Its namespace, keywords escaped; empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The class's own name, escaped.</summary>
    public required string Identifier { get; init; }

    /// <summary>The recipe's name; empty when the attribute gives none.</summary>
    public required string Name { get; init; }

    /// <summary>The seed, the nearest base recipe's where the recipe sets none.</summary>
    public required int Seed { get; init; }

    /// <summary>The memory of the device it is meant for in GiB, the nearest base recipe's where the recipe sets none; 0 for none.</summary>
    public required double DeviceMemoryGiB { get; init; }

    /// <summary>How many such devices there are, the nearest base recipe's where the recipe sets none.</summary>
    public required int Devices { get; init; }

    /// <summary>What is special about the class.</summary>
    public required RecipeTraits Traits { get; init; }

    /// <summary>The mark of the class's identifier.</summary>
    public required int Mark { get; init; }

    /// <summary>The mark of the name in the attribute.</summary>
    public required int NameMark { get; init; }

    /// <summary>What <c>[Recipe]</c> gives.</summary>
    public required AttributeModel Attribute { get; init; }

    /// <summary>The marks of declarations that lack <c>partial</c>.</summary>
    public required EquatableArray<int> NotPartial { get; init; }

    /// <summary>What has the name of a generated member: members that the user wrote, or the class.</summary>
    public required EquatableArray<NamedMark> Reserved { get; init; }

    /// <summary>The attributes on the class itself that give options to its stages and components.</summary>
    public required EquatableArray<ClassDefaultModel> Defaults { get; init; }

    /// <summary>Every stage, inherited ones first, in the order of declaration.</summary>
    public required EquatableArray<StageModel> Stages { get; init; }

    /// <summary>The names of the stages that it ends in.</summary>
    public required EquatableArray<string> Ends { get; init; }

    /// <summary>Stages that have the name of an earlier one.</summary>
    public required EquatableArray<NamedMark> Duplicates { get; init; }

    /// <summary>Whether the class has a trait.</summary>
    public bool Is(RecipeTraits trait) => (Traits & trait) != 0;
}

/// <summary>A name and its place.</summary>
internal readonly record struct NamedMark(string Name, int Mark);

/// <summary>What is special about a recipe class.</summary>
[Flags]
internal enum RecipeTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is abstract, as it should be.</summary>
    Abstract = 1,

    /// <summary>It has type parameters.</summary>
    Generic = 2,

    /// <summary>It is declared in another type.</summary>
    Nested = 4,

    /// <summary>It is a record.</summary>
    Record = 8,

    /// <summary>It is visible in its file only.</summary>
    FileLocal = 16,

    /// <summary>A base class is a recipe too.</summary>
    Derived = 32,

    /// <summary>It is static.</summary>
    Static = 256,

    /// <summary>Something it consists of does not compile, which the compiler says itself.</summary>
    HasCompilerErrors = 64,

    /// <summary>The compiler stops at its declaration, before it would print what analyzers report: the generator must report it.</summary>
    HidesAnalyzers = 128,

    /// <summary>It is being typed: what it lacks may be still to come.</summary>
    HalfTyped = 512,
}
