using Kimi.Dsl;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Generators.Tests.Guards;

/// <summary>The generator references no other assembly of the project, so it repeats some names and numbers of the language: they are the same.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void Facts_have_the_same_names_and_numbers() => AssertAgree(typeof(Kimi.Dsl.Fact), typeof(Kimi.Shared.Declarations.Fact));

    [Fact]
    public void Kinds_of_component_have_the_same_names_and_numbers() => Assert.Equal(
        Members(typeof(Kimi.Dsl.ComponentKinds)).Where(member => member.Number != 0),
        ComponentKind.All.Select(kind => (kind.Name, Shared.Declarations.ComponentKinds.NumberOf(kind))));

    [Fact]
    public void A_kind_of_component_has_an_attribute_class_named_after_it() => Assert.All(
        ComponentKind.All,
        kind => Assert.True(typeof(Stage).Assembly.GetType($"Kimi.Dsl.{kind.AttributeClass}")?.IsSubclassOf(typeof(ComponentAttribute))));

    [Fact]
    public void Comparisons_have_the_same_names_and_numbers() => AssertAgree(typeof(Kimi.Dsl.Comparison), typeof(Shared.Declarations.Comparison));

    [Fact]
    public void Uses_of_memory_have_the_same_names_and_numbers() =>
        AssertAgree(typeof(Kimi.Dsl.MemoryUse), typeof(Shared.Declarations.MemoryUse));

    [Fact]
    public void An_image_has_the_number_that_is_read_from_source() => Assert.Equal(1, (int)Modality.Image);

    [Fact]
    public void Artifacts_are_known_by_their_names()
    {
        Assert.True(Type<Policy>().IsPolicy);
        Assert.True(Type<PromptSet>().IsPromptSet);
        Assert.True(Type<Preferences>().IsPreferences);
        Assert.True(Type<RewardModel>().IsRewardModel);
        Assert.All([Type<Evaluation>(), Type<PerplexityReport>(), Type<RewardModelComparison>()], type => Assert.True(type.IsMeasurement));
        Assert.False(Type<Demonstrations>() is { IsModel: true } or { IsPromptSet: true } or { IsPreferences: true } or { IsMeasurement: true });

        static ArtifactType Type<T>()
            where T : Artifact => new(typeof(T).FullName!);
    }

    [Fact]
    public void The_type_of_all_problems_is_known_by_its_name() => Assert.Equal(ProblemType.Root, typeof(Kimi.Dsl.Problem).FullName);

    [Fact]
    public void The_split_that_is_all_problems_is_known_by_its_name() => Assert.Equal("All", nameof(Split.All));

    private static void AssertAgree(Type language, Type generator) => Assert.Equal(Members(language), Members(generator));

    private static IEnumerable<(string Name, int Number)> Members(Type enumeration) =>
        Enum.GetNames(enumeration).Zip(Enum.GetValuesAsUnderlyingType(enumeration).Cast<int>()).OrderBy(member => member.Second);
}
