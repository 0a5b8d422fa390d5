using System.ComponentModel;
using System.Reflection;
using Kimi.Dsl;

namespace Kimi.Generators.Tests.Guards;

/// <summary>What the compiler takes for an option's default is what an option is by default.</summary>
public sealed class OptionDefaultTests
{
    /// <summary>Every attribute class that a recipe may use, and every option of it.</summary>
    public static TheoryData<string, string> Options
    {
        get
        {
            var options = new TheoryData<string, string>();
            foreach (var (type, option) in Classes.SelectMany(c => OptionsOf(c).Select(o => (c.Name, o.Name))))
                options.Add(type, option);
            return options;
        }
    }

    private static IEnumerable<Type> Classes => typeof(RecipeAttribute).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(StageAttribute)) || t.IsSubclassOf(typeof(ComponentAttribute))));

    [Fact]
    public void There_are_stages_and_components_of_every_kind() => Assert.Superset(
        new HashSet<string>(["TransformAttribute", "ReinforceAttribute", "ProblemsAttribute`1", "MirrorDescentAttribute", "CurriculumSamplerAttribute",
            "RewardAttribute`1", "LengthPenaltyAttribute"]),
        Classes.Select(c => c.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_declares_the_default_that_a_new_attribute_has(string type, string option)
    {
        var attribute = Closed(Classes.Single(c => c.Name == type));
        var property = OptionsOf(attribute).Single(o => o.Name == option);
        var declared = property.GetCustomAttribute<DefaultValueAttribute>(inherit: false)
            ?? property.GetMethod!.GetBaseDefinition().DeclaringType!.GetProperty(option)!.GetCustomAttribute<DefaultValueAttribute>(inherit: false);
        var value = property.GetValue(Activator.CreateInstance(attribute));
        if (property.PropertyType.IsArray)
        {
            // An option that is an array is empty by default, and need not say so.
            Assert.Empty(Assert.IsAssignableFrom<Array>(declared?.Value ?? value));
            Assert.Empty(Assert.IsAssignableFrom<Array>(value));
            return;
        }

        Assert.True(declared is not null, $"{type}.{option} has no [DefaultValue]");
        Assert.Equal(value, declared.Value);
        Assert.IsType(property.PropertyType, declared.Value);
    }

    private static IEnumerable<PropertyInfo> OptionsOf(Type attribute) =>
        attribute.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true });

    private static Type Closed(Type attribute) => attribute.IsGenericTypeDefinition
        ? attribute.MakeGenericType([.. attribute.GetGenericArguments().Select(Argument)])
        : attribute;

    // A contract serves as the argument of its own kind; where there are to be objects of the argument, a class of the language does.
    private static Type Argument(Type parameter)
    {
        var contract = parameter.GetGenericParameterConstraints().SingleOrDefault(constraint => constraint.IsInterface) ?? typeof(object);
        return parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)
            ? contract.Assembly.GetTypes().First(type => type is { IsClass: true, IsAbstract: false } && contract.IsAssignableFrom(type))
            : contract;
    }
}
