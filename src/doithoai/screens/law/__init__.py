"""What desk and portal show alike of the law: words for rules, two texts side by side, trying a day out."""
