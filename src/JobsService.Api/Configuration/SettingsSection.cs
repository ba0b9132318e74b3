using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Configuration;

/// <summary>
/// A section of the configuration. Its settings are the properties of <typeparamref name="TOptions"/> that have a public setter or are lists. The
/// <see cref="ValidationAttribute"/> of a property defines the allowed values; on a list it applies to each element.
/// </summary>
internal sealed class SettingsSection<TOptions>(IConfigurationSection section) : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <summary>The properties by the names of their settings; a list by the name of its first element.</summary>
    private static readonly Dictionary<string, PropertyInfo> Properties = typeof(TOptions)
        .GetProperties()
        .Where(property => property.SetMethod is { IsPublic: true } || IsList(property))
        .ToDictionary(FirstNameOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings that have a value. An empty list in JSON is an empty value.</summary>
    private IEnumerable<KeyValuePair<string, string?>> Settings =>
        section
            .AsEnumerable(makePathsRelative: true)
            .Where(setting => setting.Value is not null)
            .Where(setting => setting.Value is not "" || !Properties.ContainsKey($"{setting.Key}:0"));

    /// <summary>Binds the valid settings, so that the binder does not throw at the first of several problems.</summary>
    public void Bind(TOptions options) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(Settings.Where(setting => Problem(setting.Key, setting.Value!) is null))
            .Build()
            .Bind(options);

    /// <summary>Reports every setting of the section that is unknown or has a value that is not allowed.</summary>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        foreach (var problem in Settings.Select(setting => Problem(setting.Key, setting.Value!)).OfType<string>())
        {
            problems.AddError(problem);
        }

        return problems.Build();
    }

    private string? Problem(string name, string value)
    {
        var isElement = name.Split(':') is [_, var index] && index.All(char.IsAsciiDigit);
        if (!Properties.TryGetValue(isElement ? $"{name.Split(':')[0]}:0" : name, out var property))
        {
            return UnknownName(name);
        }

        var type = isElement ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        var converter = TypeDescriptor.GetConverter(type);
        var rule = property.GetCustomAttribute<ValidationAttribute>();
        return
            IsDecimal(value, rule)
            && IsOfType(value, type, converter)
            && rule?.IsValid(converter.ConvertFromInvariantString(value)) != false
            ? null
            : $"{section.Path}:{name} is '{value}'; it must be {Allowed(rule, type)}.";
    }

    private string UnknownName(string name)
    {
        var advice = LevenshteinDistance.Nearest(name, Properties.Keys) is { } nearest
            ? $"did you mean {section.Path}:{nearest}?"
            : $"remove it, or use one of: {string.Join(", ", Properties.Keys)}.";
        return $"{section.Path}:{name} is not a setting; {advice}";
    }

    // The converter of the framework also reads hexadecimal numbers and spaces.
    private static bool IsDecimal(string value, ValidationAttribute? rule) =>
        rule is not RangeAttribute || value.TrimStart('-', '+').All(char.IsAsciiDigit);

    // The converter of an enum requires the case of the names, which the binder ignores.
    private static bool IsOfType(string value, Type type, TypeConverter converter) =>
        type.IsEnum ? Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase) : converter.IsValid(value);

    private static string Allowed(ValidationAttribute? rule, Type type) =>
        rule switch
        {
            RangeAttribute range => $"an integer from {range.Minimum} to {range.Maximum}",
            null when type.IsEnum => string.Join(" or ", Enum.GetNames(type)),
            null => $"of type {type.Name}",
            _ => rule.FormatErrorMessage(type.Name),
        };

    private static string FirstNameOf(PropertyInfo property) => IsList(property) ? $"{property.Name}:0" : property.Name;

    private static bool IsList(PropertyInfo property) =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IList<>);
}
